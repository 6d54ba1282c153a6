from tests.translate.fixtures import converted, installed, marian_folder

__all__ = ["converted", "installed", "marian_folder"]
