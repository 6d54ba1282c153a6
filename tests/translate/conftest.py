from tests.translate.fixtures import converted, installed, marian_folder, no_bundled_models

__all__ = ["converted", "installed", "marian_folder", "no_bundled_models"]
