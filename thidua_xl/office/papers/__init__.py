"""The papers of the superior's office: what each says, from the same outcome as `consolidate`."""
