-- The ledger: what events announce, and which later claims tell what became of it. Computed by onrecord.resolve from
-- the events and claims, as they are, without a clock: which day it is comes in when somebody asks.

-- One expectation: an event that somebody tells as still to come.
CREATE TABLE expectation (
    id TEXT PRIMARY KEY,                                             -- smallest id of its claims
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,     -- of which event
    kind TEXT NOT NULL,                                              -- surest status told
    first TEXT,                                                      -- horizon: first day
    last TEXT,                                                       -- last day
    basis TEXT,                                                      -- "told", "assumed"; null where there is none
    decided TEXT,                                                    -- outcome people decided last; null where none
    judged INTEGER NOT NULL,                                         -- how many decisions people made on it
    body TEXT NOT NULL                                               -- the expectation, JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX expectation_event ON expectation (event);
CREATE INDEX expectation_last ON expectation (last, first);

-- The claims that tell of an expectation, and who expects.
CREATE TABLE expectation_claim (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE,             -- which claim
    expectation TEXT NOT NULL REFERENCES expectation (id) ON DELETE CASCADE,    -- of which expectation
    source_type TEXT NOT NULL,                                                  -- of the one who asserts it
    source_name TEXT,                                                           -- its name
    source_party TEXT,                                                          -- its party
    outlet TEXT                                                                 -- who published it
) STRICT, WITHOUT ROWID;
CREATE INDEX expectation_claim_expectation ON expectation_claim (expectation);

-- Between whom, and in which days, a claim can tell what became of an expectation.
CREATE TABLE expectation_dyad (
    expectation TEXT NOT NULL REFERENCES expectation (id) ON DELETE CASCADE,   -- whose
    dyad TEXT NOT NULL,                                                        -- two codes in alphabetic order
    opens TEXT NOT NULL,                                                       -- first and last day on which it is told,
    closes TEXT NOT NULL,                                                      -- or that it tells of
    PRIMARY KEY (expectation, dyad)
) STRICT, WITHOUT ROWID;
CREATE INDEX expectation_dyad_dyad ON expectation_dyad (dyad, opens);

-- What one later claim proposes became of an expectation.
CREATE TABLE told_outcome (
    expectation TEXT NOT NULL REFERENCES expectation (id) ON DELETE CASCADE,   -- of what
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,               -- who tells so
    published TEXT NOT NULL,                                                   -- its day
    place INTEGER NOT NULL,                                                    -- which outcome is proposed before which
    outcome TEXT NOT NULL,                                                     -- the outcome
    score REAL NOT NULL,                                                       -- how alike it is to what was expected
    strong INTEGER NOT NULL,                                                   -- 1 where day, parties and act agree
    body TEXT NOT NULL,                                                        -- the proposal, JSON
    PRIMARY KEY (expectation, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_outcome_claim ON told_outcome (claim);

-- Events that came since the ledger was last made, to look for expectations in. Filled by the triggers below.
CREATE TABLE unledgered_event (
    event TEXT PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE   -- which
) STRICT, WITHOUT ROWID;

-- Claims that came since, which may tell outcomes. Filled likewise.
CREATE TABLE unledgered_claim (
    claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE   -- which
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ledger_event AFTER INSERT ON event BEGIN
    INSERT INTO unledgered_event VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER ledger_claim AFTER INSERT ON claim BEGIN
    INSERT INTO unledgered_claim VALUES (new.id) ON CONFLICT DO NOTHING;
END;
INSERT INTO unledgered_event SELECT id FROM event;

-- Decisions by article, to find those on an expectation.
CREATE INDEX outcome_article ON outcome (claim ->> '$[0]');
