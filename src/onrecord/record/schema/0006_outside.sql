-- Outside claims: what other people's event data sets say (GDELT, ICEWS, POLECAT, PLOVER records), row by row as it stands
-- there. No table of the four layers points here and nothing of it counts in them; it is shown beside them.

-- One file brought in once. A withdrawn import keeps its line here; its rows go.
CREATE TABLE outside_import (
    number INTEGER PRIMARY KEY,             -- order
    dataset TEXT NOT NULL,                  -- "gdelt", "gdelt-mentions", "icews", "polecat", "plover"
    file TEXT NOT NULL,                     -- its path as it was given
    sha256 TEXT NOT NULL,                   -- of the file as it is, packed or not
    run INTEGER REFERENCES run (number),    -- the call that brought it in
    ended TEXT,                             -- moment; null where it was killed: the same command goes on with it
    counts TEXT,                            -- rows, claims, repeated, refused, noted, shared; JSON
    withdrawn TEXT                          -- moment; null while it stands
) STRICT;
CREATE INDEX outside_import_file ON outside_import (sha256, dataset);

-- One row of a data set, kept once however many files have it.
CREATE TABLE outside_claim (
    number INTEGER PRIMARY KEY,    -- order
    id TEXT NOT NULL UNIQUE,       -- hash of data set, event and row
    dataset TEXT NOT NULL,         -- which data set says so
    native TEXT NOT NULL,          -- its id there, which need not be unique
    date TEXT NOT NULL,            -- day of the event
    type TEXT,                     -- PLOVER type; null where PLOVER has none
    status TEXT NOT NULL,          -- "occurred", or what the row's own marks say
    quad INTEGER,                  -- PLOVER quad class of the type
    score REAL,                    -- measure of the data set itself
    body BLOB NOT NULL             -- the claim with the row as it stands, JSON, packed with zlib
) STRICT;
CREATE INDEX outside_claim_date ON outside_claim (date);
CREATE INDEX outside_claim_native ON outside_claim (native);

-- In which line of which import a row stands.
CREATE TABLE outside_row (
    import INTEGER NOT NULL REFERENCES outside_import (number),   -- which import
    line INTEGER NOT NULL,                                        -- line of the file, from 1
    claim INTEGER NOT NULL REFERENCES outside_claim (number),     -- which row; one line of PLOVER may code several events
    PRIMARY KEY (import, line, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_row_claim ON outside_row (claim);

-- The parties of a row, and the pairs between which it stands.
CREATE TABLE outside_side (
    claim INTEGER NOT NULL REFERENCES outside_claim (number) ON DELETE CASCADE,   -- whose
    key TEXT NOT NULL,                                                            -- code of a party, or two with a hyphen
    date TEXT NOT NULL,                                                           -- day of the event
    PRIMARY KEY (key, date, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_side_claim ON outside_side (claim);

-- An article that tells an event of GDELT.
CREATE TABLE outside_mention (
    import INTEGER NOT NULL REFERENCES outside_import (number),   -- which import
    line INTEGER NOT NULL,                                        -- line of the file
    native TEXT NOT NULL,                                         -- id of the event in GDELT
    told TEXT NOT NULL,                                           -- moment of the telling as GDELT writes it
    outlet TEXT,                                                  -- name of the source there
    url TEXT,                                                     -- address or citation of the article
    sentence INTEGER,                                             -- number of the sentence, from 1
    confidence INTEGER,                                           -- GDELT's own, in per cent
    body BLOB NOT NULL,                                           -- the row as it stands, JSON, packed with zlib
    PRIMARY KEY (import, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_mention_native ON outside_mention (native);

-- A row that could not be read.
CREATE TABLE outside_refused (
    import INTEGER NOT NULL REFERENCES outside_import (number),   -- which import
    line INTEGER NOT NULL,                                        -- line of the file
    code TEXT NOT NULL,                                           -- kind of reason
    message TEXT NOT NULL,                                        -- what is wrong
    PRIMARY KEY (import, line)
) STRICT, WITHOUT ROWID;

-- What of rows that were kept could not be used, and how often.
CREATE TABLE outside_note (
    import INTEGER NOT NULL REFERENCES outside_import (number),   -- which import
    code TEXT NOT NULL,                                           -- what sort: "unknown-country", "unknown-code", "bad-place"
    value TEXT NOT NULL,                                          -- the value as it stands
    times INTEGER NOT NULL,                                       -- in how many rows
    line INTEGER NOT NULL,                                        -- the first of them
    PRIMARY KEY (import, code, value)
) STRICT, WITHOUT ROWID;
