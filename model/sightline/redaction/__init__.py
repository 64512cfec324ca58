"""Organizations under made-up names: what an outsider may see, and the secret key that leads back.

Everything that names something is replaced by a made-up name that the key file remembers, everything that tells
something in free words is left out, and everything that is counted stays: who works for whom, and all figures. What is
handed over is computed from the organization under made-up names, and from nothing else.
"""
