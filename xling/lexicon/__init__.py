"""What xling knows about Chinese expressions and the words they are rendered with. No model, no network."""

from xling.lexicon.calques import Calque, calques, read_calques
from xling.lexicon.concepts import Concept, analyse, concepts

__all__ = ["Calque", "Concept", "analyse", "calques", "concepts", "read_calques"]
