-- What facets count and filters ask of the records of an article, in one index; it takes the place of a narrower one.
CREATE INDEX effective_record_facts ON effective_record (article, kind, state, type, status, source_type);
DROP INDEX IF EXISTS effective_record_article;
