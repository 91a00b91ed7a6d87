-- Records of further kinds: position, flow, leverage, narrative, forum, instrument. What they assert stands in the bodies
-- of readings already kept, so the tables of the view are made anew at the next opening.
CREATE INDEX effective_record_kind ON effective_record (kind, article);
INSERT INTO meta SELECT 'rebuild', 'further kinds of records' WHERE EXISTS (SELECT 1 FROM reading) ON CONFLICT DO NOTHING;
