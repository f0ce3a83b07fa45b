"""Instruments in running text: in full, in short, by a part, in lower case; not bodies named after one."""

import pytest
from reading import rows_of

FOUND = [
    # a second Charter is another one
    ("the Charter of Selmar and the Charter of the United Nations", ["Charter of Selmar", "Charter of the United Nations"]),
    # so called, in small letters; by initials
    ("The so-called Selmar Ford accords betrayed us.", ["Selmar Ford accords"]),
    ("The JCPOA and the TPNW bind them.", ["JCPOA", "TPNW"]),
    # a text in capitals
    ("RECALLING ARTICLE 51 OF THE CHARTER OF THE UNITED NATIONS AND THE SELMAR ACCORDS,",
     ["ARTICLE 51 OF THE CHARTER OF THE UNITED NATIONS", "SELMAR ACCORDS"]),
    ("ACTING UNDER CHAPTER VII, THE COUNCIL MET.", ["CHAPTER VII"]),
    ("GUIDED BY THE CONVENTION ON THE RIGHTS OF THE CHILD,", ["CONVENTION ON THE RIGHTS OF THE CHILD"]),
    # an article of one named before; "Article 3" on a line of its own heads the text itself
    ("They signed the Selmar Accord. Article 3 of the Accord binds all, and so does Article 4.",
     ["Selmar Accord", "Article 3 of the Accord", "Article 4"]),
    ("Article 3\n\nThe Parties keep the Selmar Accord.\n\nArticle 4.\n\nThe Parties keep the peace.", ["Selmar Accord"]),
    ("Article 1\nScope\n\nThe Selmar Accord applies. Under\nArticle 2\nit binds all.", ["Selmar Accord", "Article 2"]),
    # in lower case
    ("the aims of the charter of the united nations", ["charter of the united nations"]),
    ("Palau ratified the Convention on cluster bombs.", ["Convention on cluster bombs"]),
    ("the Convention on the rights of seafarers", ["Convention on the rights of seafarers"]),
    ("They ratified the kyoto protocol and the rome statute.", ["kyoto protocol", "rome statute"]),
    ("Palau signed the treaty on strategic offensive arms and the Treaty banning nuclear tests.",
     ["treaty on strategic offensive arms", "Treaty banning nuclear tests"]),
    ("the Convention for the protection of wetlands and the Convention to combat drought",
     ["Convention for the protection of wetlands", "Convention to combat drought"]),
    ("Palau wants a convention on trade and the Selmar Agreement on the basis of trust.", ["Selmar Agreement"]),
    ("The Treaty Banning Nuclear Tests holds.", ["Treaty Banning Nuclear Tests"]),
    # up to four words in small letters; a word for more than one thing is the last
    ("They joined the Convention on early flood warning systems.", ["Convention on early flood warning systems"]),
    ("the Agreement on migrant river fish holds; the Treaty banning hill mines binds all",
     ["Agreement on migrant river fish", "Treaty banning hill mines"]),
    ("the Declaration on the granting of water to remote farms and villages", ["Declaration on the granting of water to remote farms and villages"]),
    ("the Convention on the protection of all forms of rural life", ["Convention on the protection of all forms of rural life"]),
    ("the Protocol banning chemical and radioactive weapons", ["Protocol banning chemical and radioactive weapons"]),
    ("the declaration on the right to water", ["declaration on the right to water"]),
    ("the Convention relating to the status of herders and the Treaty to ban raids in all valleys",
     ["Convention relating to the status of herders", "Treaty to ban raids in all valleys"]),
    ("We support the chemical weapons convention and the united nations charter.",
     ["chemical weapons convention", "united nations charter"]),
    # in small letters: a noun and what it does; a place; parties; a charter of any body
    ("They keep the treaty limiting river dams, the protocol relating to lost cargo and the convention for the protection of herons.",
     ["treaty limiting river dams", "protocol relating to lost cargo", "convention for the protection of herons"]),
    ("the convention on early notice of a flood; the treaty establishing a net-free zone in West Selmar",
     ["convention on early notice of a flood", "treaty establishing a net-free zone in West Selmar"]),
    ("the fourth geneva convention and the vienna convention on the law of rivers",
     ["fourth geneva convention", "vienna convention on the law of rivers"]),
    ("the treaty between Selmar and Ostrany; the charter of the league of arab states",
     ["treaty between Selmar and Ostrany", "charter of the league of arab states"]),
    ("the covenant on civil, social and cultural rights", ["covenant on civil, social and cultural rights"]),
    ("Agreement on a wider ban is far; the statement on trade and the declaration that they read", []),
    # a noun in small letters behind a name; no statement of a body
    ("They kept the Selmar accords, the Lake Ford agreement of 1975 and the Ostrany\nprotocol.",
     ["Selmar accords", "Lake Ford agreement of 1975", "Ostrany\nprotocol"]),
    ("They read the Security Council declaration and heard the Government statute.", []),
    # what is no part of a name behind "on the"
    ("They keep the Selmar Agreement on the ground and the Lake Accord on the understanding that we do.",
     ["Selmar Agreement", "Lake Accord"]),
    # a body begins another thing; so does the next paragraph
    ("the Declaration on Peace and Security Council reform; the Treaty of Selmar and the European Union",
     ["Declaration on Peace", "Treaty of Selmar"]),
    ("Recalling the Peace Accords for Selmar, Gravely worried, Having met in the spirit of the Lake Accord, Aware of it,",
     ["Peace Accords for Selmar", "Lake Accord"]),
    # a name ends before an office, and at a comma that closes no list
    ("the Treaty of Selmar and President Dorn; the Protocol on Water to Parliament; the Accord on Trade with Prime Minister Dorn",
     ["Treaty of Selmar", "Protocol on Water", "Accord on Trade"]),
    ("Under the Convention on the Rights of Sailors, Selmar acts; by the Treaty of Ostrany, Ministers meet.",
     ["Convention on the Rights of Sailors", "Treaty of Ostrany"]),
    ("the Declaration on Famine, Flood and Fire; the Convention on Water, Including the Lakes",
     ["Declaration on Famine, Flood and Fire", "Convention on Water, Including the Lakes"]),
    ("the Convention Relating to the Status of Herders", ["Convention Relating to the Status of Herders"]),
    # short, by what all know
    ("The Selmar Accords hold. We respect the Accords.", ["Selmar Accords", "Accords"]),
    ("We respect the Accords and the 1937 Treaty.", ["Accords", "Treaty"]),
    # a year before small letters makes the short name known; a bracket inside a name
    ("They joined the 1971 wandering birds Convention before the 1999 review and extension Conference.", ["Convention"]),
    ("Ostrany left the Medium-Range Rockets (MRR) Treaty, not the River Treaty Organization (RTO).",
     ["Medium-Range Rockets (MRR) Treaty"]),
    ("They joined the nuclear test-ban Treaty and the climate Convention.", ["Treaty", "Convention"]),
    ("The Lake Court keeps to its Statute; the adapted Treaty and Article IX of it hold.", ["Statute", "Treaty", "Article IX"]),
    ("We want an Accord and respect for accords.", []),
    # in small letters a treaty is known, and what was named; not what is to come
    ("The treaty holds; those conventions bind. The Court whose statute we signed keeps its charter.",
     ["treaty", "conventions", "statute", "charter"]),
    ("They signed the Selmar Declaration and the Lake Protocol. The declaration and the protocol hold.",
     ["Selmar Declaration", "Lake Protocol", "declaration", "protocol"]),
    # several need no article, nor do those of a list
    ("Ostrany broke human rights treaties, conventions on rivers and its covenants, protocols and other treaties.",
     ["human rights treaties", "conventions on rivers", "covenants", "protocols", "treaties"]),
    ("It read draft conventions on rivers and wants a test-ban treaty.", []),
    ("Their final Declaration and several Conventions hold.", ["Declaration", "Conventions"]),
    ("The proposed treaty, the protocol of the feast, the declaration of war and our treaty area", []),
    # a chapter alone; an article alone once an instrument is named
    ("The Council may act under Chapter VII.", ["Chapter VII"]),
    ("The Charter is clear: Articles 39 and 41 apply.", ["Charter", "Articles 39 and 41"]),
    ("Articles 39 and 41 of the house rules", []),
    ("Under Article 39 the Council acts; the Charter says so.", ["Article 39", "Charter"]),
    # a part; two parties
    ("Principle 9 of the Selmar Declaration, the Preamble of the Charter, Protocol I additional to the Lake Conventions",
     ["Principle 9 of the Selmar Declaration", "Preamble of the Charter", "Protocol I additional to the Lake Conventions"]),
    ("the Treaty of Friendship between Selmar and Ostrany", ["Treaty of Friendship between Selmar and Ostrany"]),
    ("Additional Protocol I and the Geneva Conventions", ["Additional Protocol I", "Geneva Conventions"]),
    ("The Selmar Accord between the Lake Council and the tribes of the hills holds.",
     ["Selmar Accord between the Lake Council and the tribes of the hills"]),
    # a name ends where the next paragraph opens
    ("Recalling the Peace Accords for Selmar, Stressing the need for talks,", ["Peace Accords for Selmar"]),
    # a part belongs to the whole, however it is joined
    ("common Article 3 to the four Geneva Conventions binds all.",
     ["common Article 3 to the four Geneva Conventions"]),
    ("Annex II to the Treaty of Selmar and Chapter VII, Article 41, of the Charter were read.",
     ["Annex II to the Treaty of Selmar", "Chapter VII, Article 41, of the Charter"]),
    ("Article 13, paragraph 4 C, of the 1977 Selmar Canal Treaty", ["Article 13, paragraph 4 C, of the 1977 Selmar Canal Treaty"]),
    ("Ostrany's Selmar Charter and the Court's Statute", ["Selmar Charter", "Statute"]),
    ("Protocol No. 6 to the Selmar Convention was signed.", ["Protocol No. 6 to the Selmar Convention"]),
    ("Arts. 41 and 42 of the Charter apply.", ["Arts. 41 and 42 of the Charter"]),
    ("Optional Protocol II to the Selmar Convention", ["Optional Protocol II to the Selmar Convention"]),
    # the symbol of a document names none
    ("See CEDAW/C/GC/30.", []),
    # never over a blank line; over the end of a line
    ("Annex: the Treaty of Selmar\n\nArticle 1. It holds. Ford\n \nDraft Memorandum of the\nOffice",
     ["Treaty of Selmar", "Article 1", "Draft Memorandum of the\nOffice"]),
    # a body or a series named after one
    ("The North Selmar Treaty Organization met; see the Treaty Series.", []),
    ("The Government of National Accord met.", []),
    ("The Charter Commission met.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_instruments(text, expected):
    rows = rows_of(text, "citations")
    assert [row["quote"] for row in rows if row["kind"] == "instrument"] == expected
