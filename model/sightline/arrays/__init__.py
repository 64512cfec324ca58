"""Labelled arrays of an organization, and the kernels that compute on them."""
