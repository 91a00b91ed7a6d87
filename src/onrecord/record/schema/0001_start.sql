-- The record: four layers that are never merged in place.
--   1  text versions      article, text, version, sighting
--   2  machine assertions reading, assertion
--   3  human judgements   judgement
--   4  the effective view effective_record, effective_party, effective_dyad, stale, searched, search: an index only,
--                         computed from 1 to 3 by onrecord.record.effective; `onrecord doctor --repair` makes it anew
-- Ids are content hashes: the first 16 hexadecimal digits of a SHA-256. `number` columns say in which order rows came
-- and are used inside this file only. Days are YYYY-MM-DD, moments ISO 8601 in UTC.

-- What is known about the project itself.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,  -- "settings": onrecord.toml as it was at the last backup
    value TEXT NOT NULL     -- its value
) STRICT;

-- One call of a verb that writes: add, read, repair. The clock is used here and in judgement, nowhere else.
CREATE TABLE run (
    number INTEGER PRIMARY KEY,  -- order
    verb TEXT NOT NULL,          -- "add", "read", "repair"
    program TEXT NOT NULL,       -- version of the program
    arguments TEXT NOT NULL,     -- what it was called with, JSON
    started TEXT NOT NULL,       -- moment
    ended TEXT,                  -- moment; null while it runs, and for ever where it was killed
    counts TEXT                  -- what it did, JSON; null where it was killed
) STRICT;

-- One piece at one place.
CREATE TABLE article (
    id TEXT PRIMARY KEY,        -- hash of key
    key TEXT NOT NULL UNIQUE,   -- canonical URL, or "id:" outlet and given id, "file:" path, "text:" SHA-256
    current TEXT                -- id of the version that stands now
) STRICT;

-- A text, kept once however many versions have it.
CREATE TABLE text (
    sha256 TEXT PRIMARY KEY,      -- of the text in UTF-8
    body BLOB NOT NULL,           -- the text in UTF-8 (surrogates kept), packed with zlib
    characters INTEGER NOT NULL   -- its length in code points
) STRICT;

-- What an article said at one time: one text under one title with one date.
CREATE TABLE version (
    number INTEGER PRIMARY KEY,                      -- order of arrival
    id TEXT NOT NULL UNIQUE,                         -- hash of article, sha256, title, published
    article TEXT NOT NULL REFERENCES article (id),   -- of which article
    sha256 TEXT NOT NULL REFERENCES text (sha256),   -- which text
    title TEXT,                                      -- headline
    published TEXT,                                  -- day of publication
    published_at TEXT,                               -- moment of publication as the source writes it
    kind TEXT NOT NULL,                              -- "text", "html", "pdf": what the text was taken from
    outlet TEXT,                                     -- who published it
    url TEXT,                                        -- where
    language TEXT,                                   -- ISO 639-1
    author TEXT,                                     -- byline
    section TEXT,                                    -- part of the outlet
    wire TEXT                                        -- agency credited
) STRICT;
CREATE INDEX version_article ON version (article);
CREATE INDEX version_sha256 ON version (sha256);

-- Where a version was met: a file, a feed, an archive. What each place says about it is kept as it said it.
CREATE TABLE sighting (
    version TEXT NOT NULL REFERENCES version (id),   -- which version
    source TEXT NOT NULL,                            -- stable key of the place
    facts TEXT NOT NULL,                             -- outlet, url, author ... as given there, JSON
    issues TEXT NOT NULL,                            -- what of it could not be read there, JSON
    run INTEGER REFERENCES run (number),             -- the call that met it first
    PRIMARY KEY (version, source)
) STRICT, WITHOUT ROWID;

-- What a feed told at the last visit, for the next polite request.
CREATE TABLE feed (
    url TEXT PRIMARY KEY,   -- of the feed
    state TEXT NOT NULL     -- etag, last-modified ... as the reader gave it, JSON
) STRICT;

-- What could not be added or read. Done with once the same place succeeds.
CREATE TABLE failure (
    id TEXT PRIMARY KEY,          -- hash of verb and place
    verb TEXT NOT NULL,           -- "add" or "read"
    place TEXT NOT NULL,          -- location of the item, or id of the version
    location TEXT NOT NULL,       -- the place in words
    code TEXT NOT NULL,           -- kind of failure
    message TEXT NOT NULL,        -- what is wrong
    times INTEGER NOT NULL,       -- how often it has failed
    run INTEGER REFERENCES run (number),   -- the last call that failed
    open INTEGER NOT NULL         -- 1 until it succeeds
) STRICT;

-- What one extractor found in one version.
CREATE TABLE reading (
    number INTEGER PRIMARY KEY,                      -- order
    id TEXT NOT NULL UNIQUE,                         -- hash of version, extractor, model, vocabulary
    version TEXT NOT NULL REFERENCES version (id),   -- what was read
    extractor TEXT NOT NULL,                         -- program and its version
    model TEXT NOT NULL,                             -- language model
    vocabulary TEXT NOT NULL,                        -- digest of the knowledge
    body BLOB NOT NULL,                              -- the record as JSON (docs/json.md, without text), packed with zlib
    run INTEGER REFERENCES run (number)              -- the call that made it
) STRICT;
CREATE INDEX reading_version ON reading (version);

-- One thing a reading asserts; its content stands in the body of the reading.
CREATE TABLE assertion (
    id TEXT PRIMARY KEY,                             -- hash of reading, kind, local
    reading TEXT NOT NULL REFERENCES reading (id),   -- who says so
    kind TEXT NOT NULL,                              -- "attribution", "event", "evaluation"; more to come
    position INTEGER NOT NULL,                       -- place in the list of this kind in the body
    local TEXT NOT NULL                              -- id of it within the body
) STRICT, WITHOUT ROWID;
CREATE INDEX assertion_reading ON assertion (reading);

-- What a person decided about a record. Rows are never changed or taken away; an undo is a further row.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,                      -- order
    id TEXT NOT NULL UNIQUE,                         -- hash of all that follows
    article TEXT NOT NULL REFERENCES article (id),   -- about which article
    kind TEXT NOT NULL,                              -- kind of record
    action TEXT NOT NULL,                            -- accept, correct, reject, add, note, undo
    assertion TEXT,                                  -- the assertion it was made on; null for add and undo
    anchor TEXT NOT NULL,                            -- quote, 32 characters before and after, start, type, ordinal, JSON
    field TEXT,                                      -- for correct: which
    value TEXT,                                      -- for correct: the value, for add: the record; JSON
    undoes TEXT REFERENCES judgement (id),           -- for undo: which judgement
    by TEXT NOT NULL,                                -- who
    at TEXT NOT NULL,                                -- moment
    why TEXT                                         -- reason, or the note
) STRICT;
CREATE INDEX judgement_article ON judgement (article);

-- How a text is found among its likes: see onrecord.document.syndication.
CREATE TABLE signature (
    version INTEGER PRIMARY KEY REFERENCES version (number),   -- whose
    minhash BLOB NOT NULL,                                     -- the signature
    shingles INTEGER NOT NULL                                  -- of how many runs of words
) STRICT;

-- The parts of a signature that likes have in common.
CREATE TABLE band (
    key INTEGER NOT NULL,                                      -- hash of a part of the signature
    version INTEGER NOT NULL REFERENCES version (number),      -- who has it
    PRIMARY KEY (key, version)
) STRICT, WITHOUT ROWID;

-- Two versions of different articles of which one is a copy of the other or holds it.
CREATE TABLE text_pair (
    a TEXT NOT NULL REFERENCES version (id),   -- the smaller id
    b TEXT NOT NULL REFERENCES version (id),   -- the larger id
    share_ab REAL NOT NULL,                    -- share of a that stands in b
    share_ba REAL NOT NULL,                    -- share of b that stands in a
    reason TEXT NOT NULL,                      -- "same text", "copy with edits", "contained"
    joins INTEGER NOT NULL,                    -- 1 where they are one report, 0 where they have only a part in common
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_pair_b ON text_pair (b);

-- Versions joined by pairs. A version without a row stands alone.
CREATE TABLE text_group (
    version TEXT PRIMARY KEY REFERENCES version (id),   -- member
    id TEXT NOT NULL                                    -- smallest version id of the group
) STRICT, WITHOUT ROWID;
CREATE INDEX text_group_id ON text_group (id);

-- The effective view: what stands, with judgements applied, for the current version of each article.
CREATE TABLE effective_record (
    id TEXT PRIMARY KEY,                             -- id of the assertion, or of the judgement that added it
    article TEXT NOT NULL REFERENCES article (id),   -- where
    version TEXT NOT NULL REFERENCES version (id),   -- in which text
    kind TEXT NOT NULL,                              -- "attribution", "event", "evaluation"
    position INTEGER NOT NULL,                       -- place in the list of this kind
    origin TEXT NOT NULL,                            -- "machine" or "human"
    state TEXT NOT NULL,                             -- "unreviewed", "accepted", "corrected", "rejected"
    type TEXT,                                       -- PLOVER type, cue class, or kind of evaluation
    status TEXT,                                     -- of an event
    source_type TEXT,                                -- of an attribution, or of the one that carries the event
    source_name TEXT,                                -- canonical name of that source
    source_party TEXT,                               -- its party
    first TEXT,                                      -- first day of an event
    last TEXT                                        -- last day of an event
) STRICT, WITHOUT ROWID;
CREATE INDEX effective_record_article ON effective_record (article);
CREATE INDEX effective_record_type ON effective_record (type, status);
CREATE INDEX effective_record_first ON effective_record (first);

-- The parties of an effective record.
CREATE TABLE effective_party (
    record TEXT NOT NULL REFERENCES effective_record (id) ON DELETE CASCADE,   -- whose
    party TEXT NOT NULL,                                                       -- code
    role TEXT NOT NULL,                                                        -- "actor", "recipient", "source"
    PRIMARY KEY (record, party, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX effective_party_party ON effective_party (party, record);

-- The pairs of parties between which an effective event stands.
CREATE TABLE effective_dyad (
    record TEXT NOT NULL REFERENCES effective_record (id) ON DELETE CASCADE,   -- whose
    dyad TEXT NOT NULL,                                                        -- two codes in alphabetic order: "IND-RUS"
    PRIMARY KEY (record, dyad)
) STRICT, WITHOUT ROWID;
CREATE INDEX effective_dyad_dyad ON effective_dyad (dyad, record);

-- Judgements that hold for nothing in the current version, and why. They are shown, never dropped.
CREATE TABLE stale (
    judgement TEXT PRIMARY KEY REFERENCES judgement (id),   -- which
    article TEXT NOT NULL REFERENCES article (id),          -- about which article
    reason TEXT NOT NULL                                    -- "no-place", "no-record", "several-records", "not-read"
) STRICT, WITHOUT ROWID;
CREATE INDEX stale_article ON stale (article);

-- What can be searched: one row an article, for its current version.
CREATE TABLE searched (
    number INTEGER PRIMARY KEY,                      -- number of the version
    article TEXT NOT NULL UNIQUE REFERENCES article (id),   -- which article
    sha256 TEXT NOT NULL,                            -- its text
    title TEXT,                                      -- its title
    actors TEXT NOT NULL,                            -- names and parties of those who act, a line each
    sources TEXT NOT NULL,                           -- names of those who speak, a line each
    published TEXT,                                  -- day
    outlet TEXT,                                     -- who published it
    language TEXT                                    -- ISO 639-1
) STRICT;
CREATE INDEX searched_published ON searched (published);
CREATE INDEX searched_outlet ON searched (outlet);

-- The columns of the search index, read from where they stand.
CREATE VIEW search_content AS
SELECT s.number, s.title, unpacked(t.body) AS text, s.actors, s.sources
FROM searched AS s JOIN text AS t USING (sha256);

-- The search index (FTS5); keeps no copy of the texts.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, actors, sources,
    content = 'search_content', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
