-- What each article tells of forums and instruments, kept so that following a few does not mean reading all articles.
CREATE TABLE proceeding (
    article TEXT PRIMARY KEY REFERENCES article (id),   -- where
    body TEXT NOT NULL                                  -- its tellings of forums and of instruments, JSON
) STRICT, WITHOUT ROWID;

-- Articles of which that may have changed. Filled by the triggers below.
CREATE TABLE unproceeded (
    article TEXT PRIMARY KEY REFERENCES article (id)   -- which
) STRICT, WITHOUT ROWID;
INSERT INTO unproceeded SELECT DISTINCT article FROM effective_record WHERE kind IN ('forum', 'instrument');
CREATE TRIGGER proceeding_came AFTER INSERT ON effective_record WHEN new.kind IN ('forum', 'instrument') BEGIN
    INSERT INTO unproceeded VALUES (new.article) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER proceeding_went AFTER DELETE ON effective_record WHEN old.kind IN ('forum', 'instrument') BEGIN
    INSERT INTO unproceeded VALUES (old.article) ON CONFLICT DO NOTHING;
END;
