"""Files from strangers before anybody asks what they say: what they are, zip packages, and the XML in them.

signatures    what a file is by its first bytes, whatever its name says
package       the parts of a zip package, read within bounds and written back
xml           trees without entities, network or surprises
"""
