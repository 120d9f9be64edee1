"""Component ``geoint_qualifiers``."""
from spacy.language import Language
@Language.component("geoint_qualifiers")
def make(doc):
    return doc
