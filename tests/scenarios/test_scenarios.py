"""Every scenario of the feature files is a test."""

import pytest
from pytest_bdd import scenarios

from tests.scenarios.places import features_folder

# The services that scenarios go through have tests of their own.
pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.covered_by_others]

scenarios(str(features_folder()))
