"""Component ``geoint_dates``."""
from spacy.language import Language
@Language.component("geoint_dates")
def make(doc):
    return doc
