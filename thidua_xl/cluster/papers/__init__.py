"""The papers of the cluster's year: what each says, from the book. All figures come from the outcome of `rank`."""
