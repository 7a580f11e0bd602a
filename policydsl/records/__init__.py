"""Files of records in the forms people have, read as assertions: text in, values with places out."""
