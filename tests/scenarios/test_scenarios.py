"""Every scenario of the feature files is a test."""

import pytest
from pytest_bdd import scenarios

from tests.scenarios.places import features_folder

pytestmark = pytest.mark.usefixtures("world")

scenarios(str(features_folder()))
