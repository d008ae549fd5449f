"""One unit's form: issued, read, validated, carried over."""
