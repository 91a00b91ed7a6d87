-- What many articles together tell: claims, the matches between them, and the events they make. Everything here but
-- the two tables of decisions is computed from the effective view by onrecord.resolve, and can be made anew.

-- One event mention that stands, as asserted by one source in one article. Its id is that of the effective record.
CREATE TABLE claim (
    id TEXT PRIMARY KEY,                             -- of the effective record
    article TEXT NOT NULL REFERENCES article (id),   -- where it is told
    published TEXT,                                  -- day of publication
    outlet TEXT,                                     -- who published it
    type TEXT NOT NULL,                              -- PLOVER type
    status TEXT NOT NULL,                            -- where the event stands according to it
    source_type TEXT NOT NULL,                       -- of the one who asserts it; "reporter" where nobody is named
    opens TEXT NOT NULL,                             -- first and last day on which another claim
    closes TEXT NOT NULL,                            -- must lie to tell of the same event
    body TEXT NOT NULL                               -- the claim, JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_published ON claim (published);

-- The pairs of parties of a claim.
CREATE TABLE claim_dyad (
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,   -- whose
    dyad TEXT NOT NULL,                                            -- two codes in alphabetic order: "IND-RUS"
    opens TEXT NOT NULL,                                           -- as in claim
    closes TEXT NOT NULL,                                          -- as in claim
    PRIMARY KEY (claim, dyad)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_dyad_dyad ON claim_dyad (dyad, opens);

-- Two claims that look like tellings of one event, and on what grounds.
CREATE TABLE claim_link (
    a TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,   -- the smaller id
    b TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,   -- the larger id
    score REAL NOT NULL,                                       -- sum of the weights of the grounds
    reasons TEXT NOT NULL,                                     -- the grounds: name, weight, detail; JSON
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_link_b ON claim_link (b);

-- A happening as its claims tell it.
CREATE TABLE event (
    id TEXT PRIMARY KEY,   -- smallest id of its claims
    type TEXT NOT NULL,    -- PLOVER type most of them give
    mode TEXT,             -- PLOVER mode
    first TEXT,            -- first day
    last TEXT,             -- last day
    told TEXT,             -- day of its first telling
    body TEXT NOT NULL     -- the event, JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX event_first ON event (first);
CREATE INDEX event_told ON event (told);

-- Which event a claim tells of.
CREATE TABLE event_claim (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,   -- which claim
    event TEXT NOT NULL                                               -- of which event
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claim_event ON event_claim (event);

-- The pairs of parties of an event.
CREATE TABLE event_dyad (
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,   -- whose
    dyad TEXT NOT NULL,                                            -- two codes in alphabetic order
    PRIMARY KEY (event, dyad)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_dyad_dyad ON event_dyad (dyad, event);

-- A person's word that two claims tell of the same event, or not. Rows are never changed; "undo" takes one back.
CREATE TABLE same_event (
    number INTEGER PRIMARY KEY,   -- order
    id TEXT NOT NULL UNIQUE,      -- hash of all that follows
    verdict TEXT NOT NULL,        -- "same", "different", "undo"
    one TEXT NOT NULL,            -- place of the one claim: article, trigger words, their start; JSON
    other TEXT NOT NULL,          -- place of the other claim
    undoes TEXT,                  -- for undo: which row
    by TEXT NOT NULL,             -- who
    at TEXT NOT NULL,             -- moment
    why TEXT                      -- reason
) STRICT;

-- A person's word on what became of an expectation. Rows are never changed; "open" takes an earlier one back.
CREATE TABLE outcome (
    number INTEGER PRIMARY KEY,   -- order
    id TEXT NOT NULL UNIQUE,      -- hash of all that follows
    claim TEXT NOT NULL,          -- place of a claim of the expectation: article, trigger words, their start; JSON
    outcome TEXT NOT NULL,        -- happened, late, partly, did_not, postponed, cancelled, unknown, void, open
    by TEXT NOT NULL,             -- who
    at TEXT NOT NULL,             -- moment
    why TEXT                      -- reason
) STRICT;

-- Articles whose effective view changed since their claims were last resolved. Filled by the triggers below.
CREATE TABLE unresolved (
    article TEXT PRIMARY KEY REFERENCES article (id)   -- which
) STRICT, WITHOUT ROWID;
INSERT INTO unresolved SELECT DISTINCT article FROM effective_record WHERE kind = 'event';
CREATE TRIGGER event_came AFTER INSERT ON effective_record WHEN new.kind = 'event' BEGIN
    INSERT INTO unresolved VALUES (new.article) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER event_went AFTER DELETE ON effective_record WHEN old.kind = 'event' BEGIN
    INSERT INTO unresolved VALUES (old.article) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER group_came AFTER INSERT ON text_group BEGIN
    INSERT INTO unresolved SELECT article FROM version WHERE id = new.version AND true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER group_changed AFTER UPDATE ON text_group BEGIN
    INSERT INTO unresolved SELECT article FROM version WHERE id = new.version AND true ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER group_went AFTER DELETE ON text_group BEGIN
    INSERT INTO unresolved SELECT article FROM version WHERE id = old.version AND true ON CONFLICT DO NOTHING;
END;
