"""Every scenario of the feature files is a test."""

from pytest_bdd import scenarios

from tests.scenarios.places import features_folder

scenarios(str(features_folder()))
