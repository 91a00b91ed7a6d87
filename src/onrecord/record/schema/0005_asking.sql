-- What lets long lists answer at once: indexes, and facts kept beside what they are asked of. All of it follows from
-- the tables before.

-- When an article was met first.
CREATE TABLE arrival (
    article TEXT PRIMARY KEY REFERENCES article (id),   -- which
    came TEXT NOT NULL                                  -- start of the call that met it first
) STRICT, WITHOUT ROWID;
CREATE INDEX arrival_came ON arrival (came);
INSERT INTO arrival SELECT v.article, min(r.started) FROM version AS v JOIN sighting AS s ON s.version = v.id
    JOIN run AS r ON r.number = s.run GROUP BY v.article;
CREATE TRIGGER article_came AFTER INSERT ON sighting WHEN new.run IS NOT NULL BEGIN
    INSERT INTO arrival SELECT v.article, r.started FROM version AS v JOIN run AS r ON r.number = new.run
        WHERE v.id = new.version ON CONFLICT DO UPDATE SET came = min(came, excluded.came);
END;

-- An event between two parties, with what is counted of it.
CREATE TABLE dyad_event (
    dyad TEXT NOT NULL,                                            -- two codes in alphabetic order
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,   -- which event
    type TEXT NOT NULL,                                            -- PLOVER type
    first TEXT,                                                    -- first day
    last TEXT,                                                     -- last day
    told TEXT,                                                     -- day of its first telling
    came TEXT NOT NULL,                                            -- when the first article that tells it was met
    PRIMARY KEY (dyad, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_event_event ON dyad_event (event);
INSERT INTO dyad_event SELECT d.dyad, e.id, e.type, e.first, e.last, e.told,
    (SELECT min(coalesce(a.came, '')) FROM event_claim AS t JOIN claim AS c ON c.id = t.claim
        LEFT JOIN arrival AS a ON a.article = c.article WHERE t.event = e.id)
    FROM event_dyad AS d JOIN event AS e ON e.id = d.event;

-- Who asserts a claim, passes it on, or takes part in what it tells.
CREATE TABLE claim_person (
    name TEXT NOT NULL,                                            -- name in the record
    claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,   -- which claim
    PRIMARY KEY (name, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_person_claim ON claim_person (claim);
INSERT INTO claim_person SELECT j.value, c.id FROM claim AS c, json_each(c.body, '$.persons') AS j
    WHERE true ON CONFLICT DO NOTHING;
INSERT INTO claim_person SELECT c.body ->> '$.source.name', c.id FROM claim AS c
    WHERE c.body ->> '$.source.name' IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO claim_person SELECT j.value ->> '$.name', c.id FROM claim AS c, json_each(c.body, '$.chain') AS j
    WHERE j.value ->> '$.name' IS NOT NULL ON CONFLICT DO NOTHING;

CREATE INDEX claim_status ON claim (status);
CREATE INDEX claim_said_by ON claim (body ->> '$.source.party', published);
CREATE INDEX event_place ON event (body ->> '$.country', body ->> '$.place');
CREATE INDEX effective_record_state ON effective_record (kind, state);
CREATE INDEX effective_record_act ON effective_record (first, last, type, status, state) WHERE kind = 'event';
CREATE INDEX effective_record_speaker ON effective_record (source_name, article, state) WHERE kind = 'attribution';
CREATE INDEX effective_record_speaks ON effective_record (source_party, source_type, source_name, state)
    WHERE kind = 'attribution';
