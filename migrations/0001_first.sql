-- Ids are text as the platform writes them, times are unix milliseconds, flags are 0 or 1, lists are JSON text.
-- No table holds a word of a message. Every row is keyed by its community, so that tables can be partitioned by it.
-- What stands behind a table or a column (English | German) is the text of docs/privacy.md and docs/privacy.de.md.

-- Servers the bot is or was in. | Server, in denen der Bot ist oder war.
-- Erased: 30 days after the bot was removed, or at once with /settings leave. | Gelöscht: 30 Tage nach dem Entfernen des Bots oder sofort mit /einstellungen verlassen.
CREATE TABLE communities (
    community  TEXT   NOT NULL PRIMARY KEY,   -- id of the server, also in every other table | Kennung des Servers, auch in jeder anderen Tabelle
    platform   TEXT   NOT NULL,               -- console, discord, matrix, export | console, discord, matrix, export
    joined_at  BIGINT NOT NULL,               -- when the bot came | wann der Bot kam
    removed_at BIGINT                         -- when the bot was removed | wann der Bot entfernt wurde
);

-- Channels of the server. | Kanäle des Servers.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE channels (
    community TEXT   NOT NULL,
    channel   TEXT   NOT NULL,                -- id of the channel | Kennung des Kanals
    name      TEXT   NOT NULL,                -- its name | sein Name
    stage     BIGINT NOT NULL,                -- 1 stage, 0 floor | 1 Bühne, 0 Parkett
    PRIMARY KEY (community, channel)
);

-- Who is enrolled as official. | Wer als offiziell eingetragen ist.
-- Erased: when an admin takes the sender off the list. | Gelöscht: wenn ein Admin den Absender austrägt.
CREATE TABLE senders (
    community TEXT   NOT NULL,
    kind      TEXT   NOT NULL,                -- account, role, webhook | account, role, webhook
    sender    TEXT   NOT NULL,                -- its id | seine Kennung
    owner     TEXT,                           -- the account that answers for it | das Konto, das für ihn antwortet
    machine   BIGINT NOT NULL,                -- 1 when nobody writes its posts | 1, wenn niemand seine Beiträge schreibt
    PRIMARY KEY (community, kind, sender)
);

-- What people who post asked for. | Worum gebeten hat, wer postet.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE accounts (
    community     TEXT   NOT NULL,
    account       TEXT   NOT NULL,            -- id of the account | Kennung des Kontos
    direct        BIGINT NOT NULL DEFAULT 0,  -- asked for direct messages | hat um Direktnachrichten gebeten
    direct_closed BIGINT NOT NULL DEFAULT 0,  -- the platform refused one | die Plattform hat eine abgelehnt
    nudges_off    BIGINT NOT NULL DEFAULT 0,  -- wants no notes | möchte keine Hinweise
    paused_until  BIGINT,                     -- the end of the pause it asked for | Ende der Pause, um die es gebeten hat
    PRIMARY KEY (community, account)
);

-- When the server rested. | Wann der Server ruhte.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE pauses (
    community TEXT   NOT NULL,
    began_at  BIGINT NOT NULL,                -- when the pause began | wann die Pause begann
    ends_at   BIGINT NOT NULL,                -- when it ends, or ended | wann sie endet oder endete
    PRIMARY KEY (community, began_at)
);

-- Official posts, without a word of them. | Offizielle Beiträge, ohne ein Wort daraus.
-- Erased: what a post was judged, when it is deleted; the rest with the server's data. | Gelöscht: die Bewertung, wenn der Beitrag gelöscht wird; der Rest mit den Daten des Servers.
CREATE TABLE messages (
    community     TEXT             NOT NULL,
    message       TEXT             NOT NULL,  -- id of the post | Kennung des Beitrags
    channel       TEXT             NOT NULL,  -- id of its channel | Kennung seines Kanals
    place         TEXT,                       -- the thread of the channel that it stands in, if it stands in one | der Thread des Kanals, in dem er steht, wenn er in einem steht
    account       TEXT,                       -- who posted, by people: none when off, erased within 35 days when self | wer gepostet hat, nach people: bei off nichts, bei self binnen 35 Tagen gelöscht
    account_week  TEXT,                       -- keyed hash of account and ISO week where people is off, erased when the week closes | Prüfwert aus Konto und ISO-Woche, wo people off ist; gelöscht, wenn die Woche schließt
    role          TEXT,                       -- the role that makes its author official, if one does | die Rolle, durch die der Absender offiziell ist, wenn es eine ist
    posted_at     BIGINT           NOT NULL,  -- when it was posted; of a deleted one, when it was deleted | wann er gepostet wurde; bei gelöschten, wann er gelöscht wurde
    edited_at     BIGINT,                     -- when it was last edited | wann er zuletzt bearbeitet wurde
    deleted       BIGINT           NOT NULL DEFAULT 0, -- 1 for the mark of a deleted post: its id and time, erased after 35 days | 1 für die Marke eines gelöschten Beitrags: Kennung und Zeit, nach 35 Tagen gelöscht
    live          BIGINT           NOT NULL,  -- 1 seen as it happened, 0 history | 1 im Augenblick gesehen, 0 nachgelesen
    lang          TEXT,                       -- its language | seine Sprache
    occasion      TEXT             NOT NULL,  -- incident, apology, condolence, notice, or none | Störung, Entschuldigung, Beileid, Bekanntmachung oder nichts
    base          DOUBLE PRECISION NOT NULL,  -- the score of a text without findings | Punkte eines Textes ohne Befunde
    score         DOUBLE PRECISION NOT NULL,  -- 0 to 100 | 0 bis 100
    value         BIGINT           NOT NULL,  -- 0 empty, 1 thin, 2 padded, 3 to the point | 0 leer, 1 dünn, 2 mit Beiwerk, 3 auf den Punkt
    tags          TEXT             NOT NULL,  -- JSON list of its tags | JSON-Liste seiner Merkmale
    counts        TEXT             NOT NULL,  -- yes, or the one reason why not | yes oder der eine Grund dagegen
    text_hash     TEXT             NOT NULL,  -- keyed hash of the normalised text, to know repeats | Prüfwert des normalisierten Textes, um Wiederholungen zu erkennen
    PRIMARY KEY (community, message)
);
CREATE INDEX messages_by_time ON messages (community, posted_at);
-- With the message in them they hold the whole order of the fold, or SQLite would take messages_by_time for it.
CREATE INDEX messages_by_account ON messages (community, account, posted_at, message);
CREATE INDEX messages_by_channel ON messages (community, channel, posted_at, message);
CREATE INDEX messages_by_hash ON messages (community, text_hash, posted_at);

-- The evidence for a score. | Die Belege einer Bewertung.
-- Erased: with their post. | Gelöscht: mit ihrem Beitrag.
CREATE TABLE findings (
    community  TEXT             NOT NULL,
    message    TEXT             NOT NULL,     -- id of the post | Kennung des Beitrags
    position   BIGINT           NOT NULL,     -- 0 and up, in the order of the assessment | ab 0, in der Reihenfolge der Bewertung
    heuristic  TEXT             NOT NULL,     -- the rule | die Regel
    tag        TEXT,                          -- its tag | ihr Merkmal
    span_start BIGINT           NOT NULL,     -- where it begins, in bytes | wo es beginnt, in Bytes
    span_end   BIGINT           NOT NULL,     -- where it ends, in bytes | wo es endet, in Bytes
    points     DOUBLE PRECISION NOT NULL,     -- what it costs or earns | was es kostet oder bringt
    PRIMARY KEY (community, message, position)
);

-- Where the watching of drift began anew. | Wo das Beobachten der Drift neu begann.
-- Erased: within 35 days where it names an account, unless people is named; else with the server's data. | Gelöscht: binnen 35 Tagen, wo ein Konto genannt ist, außer bei people named; sonst mit den Daten des Servers.
CREATE TABLE drift_resets (
    community TEXT   NOT NULL,
    subject   TEXT   NOT NULL,                -- account:<id>, or channel:<id> where people is off | account:<id> oder, wo people off ist, channel:<id>
    posted_at BIGINT NOT NULL,                -- of the last message before the new beginning | Zeit des letzten Beitrags vor dem neuen Anfang
    message   TEXT   NOT NULL,                -- id of that message | Kennung dieses Beitrags
    nudge     TEXT,                           -- the note its alarm led to | der Hinweis, zu dem der Alarm führte
    PRIMARY KEY (community, subject, posted_at, message)
);

-- Notes to those who post. | Hinweise an die, die posten.
-- Erased: with the server's data; accounts in them as their columns say. | Gelöscht: mit den Daten des Servers; Konten darin wie bei den Spalten gesagt.
CREATE TABLE nudges (
    community  TEXT   NOT NULL,
    nudge      TEXT   NOT NULL,               -- id of the note | Kennung des Hinweises
    subject    TEXT,                          -- as in drift_resets, erased within 35 days where it names an account, unless people is named | wie in drift_resets; wo ein Konto genannt ist, binnen 35 Tagen gelöscht, außer bei people named
    account    TEXT,                          -- whom it is for: erased within 35 days unless people is named; a keyed hash once settled where people is off | für wen er ist: binnen 35 Tagen gelöscht, außer bei people named; wo people off ist, nach der Erledigung ein Prüfwert
    channel    TEXT   NOT NULL,               -- of the message that raised the alarm | Kanal des Beitrags, der den Alarm auslöste
    message    TEXT   NOT NULL,               -- id of that message | Kennung dieses Beitrags
    since      BIGINT NOT NULL,               -- when the first message of the drift was posted | Zeit des ersten Beitrags der Drift
    steps      BIGINT NOT NULL,               -- counted messages from then on | gezählte Beiträge seitdem
    pattern    TEXT   NOT NULL,               -- the tag that leads in them | das Merkmal, das in ihnen überwiegt
    heuristic  TEXT   NOT NULL,               -- the rule that leads in them | die Regel, die in ihnen überwiegt
    times      BIGINT NOT NULL,               -- in how many of them it was found | in wie vielen sie gefunden wurde
    raised_at  BIGINT NOT NULL,               -- when the alarm was raised | Zeit des Alarms
    state      TEXT   NOT NULL,               -- pending, held, sent, cancelled, dropped, cooling, would_have | pending, held, sent, cancelled, dropped, cooling, would_have
    settled_at BIGINT,                        -- when it was settled | wann er erledigt war
    verdict    TEXT,                          -- helps, unfit | helps, unfit
    PRIMARY KEY (community, nudge)
);
CREATE INDEX nudges_by_subject ON nudges (community, subject, raised_at);

-- What the bot has said or is going to say, without its words. | Was der Bot gesagt hat oder sagen wird, ohne die Worte.
-- Erased: within 35 days unless people is named; digests, the welcome and the question after a week of observing with the server's data. | Gelöscht: binnen 35 Tagen, außer bei people named; Wochenberichte, die Begrüßung und die Frage nach einer Woche Beobachten mit den Daten des Servers.
CREATE TABLE outbox (
    community  TEXT   NOT NULL,
    outbox     TEXT   NOT NULL,               -- derived from what it says, so that it cannot be queued twice | aus dem abgeleitet, was gesagt wird, damit nichts doppelt ansteht
    template   TEXT   NOT NULL,               -- nudge, card_done, card_gone, digest, ask_pause, observed, welcome, muted, … | nudge, card_done, card_gone, digest, ask_pause, observed, welcome, muted, …
    arguments  TEXT   NOT NULL,               -- JSON: ids, spans, numbers | JSON: Kennungen, Stellen, Zahlen
    venue      TEXT   NOT NULL,               -- channel:<id> or direct:<account> | channel:<id> oder direct:<Konto>
    due_at     BIGINT NOT NULL,               -- not before | nicht früher
    expires_at BIGINT,                        -- not after | nicht später
    state      TEXT   NOT NULL,               -- pending, sending, sent, dropped | pending, sending, sent, dropped
    tries      BIGINT NOT NULL DEFAULT 0,     -- how often it was tried | wie oft es versucht wurde
    sent_as    TEXT,                          -- the platform's id of the message | Kennung der Nachricht auf der Plattform
    settled_at BIGINT,                        -- when it was sent or dropped | wann es gesendet oder verworfen wurde
    reason     TEXT,                          -- why it was dropped, in one word | warum es verworfen wurde, in einem Wort
    PRIMARY KEY (community, outbox)
);
CREATE INDEX outbox_due ON outbox (state, due_at);

-- What people said of a note. | Was Leute zu einem Hinweis sagten.
-- Erased: with the server's data; the account within 35 days unless people is named. | Gelöscht: mit den Daten des Servers; das Konto binnen 35 Tagen, außer bei people named.
CREATE TABLE feedback (
    community TEXT   NOT NULL,
    nudge     TEXT   NOT NULL,                -- id of the note | Kennung des Hinweises
    account   TEXT   NOT NULL,                -- who said it, '' once it is erased; a keyed hash where people is off | wer es sagte, '' nach dem Löschen; wo people off ist, ein Prüfwert
    heuristic TEXT   NOT NULL,                -- the rule that led to the note | die Regel, die zum Hinweis führte
    verdict   TEXT   NOT NULL,                -- helps, unfit | helps, unfit
    given_at  BIGINT NOT NULL,                -- when it was said | wann es gesagt wurde
    PRIMARY KEY (community, nudge, account)
);

-- Figures of a closed week. | Zahlen einer geschlossenen Woche.
-- Erased: with the server's data; figures of accounts when people is named no more. | Gelöscht: mit den Daten des Servers; Zahlen von Konten, sobald people nicht mehr named ist.
CREATE TABLE weekly_summaries (
    community        TEXT   NOT NULL,
    iso_year         BIGINT NOT NULL,         -- year of the week | Jahr der Woche
    iso_week         BIGINT NOT NULL,         -- number of the week | Nummer der Woche
    scope            TEXT   NOT NULL,         -- community, channel, or account where people is named | community, channel oder, wo people named ist, account
    subject          TEXT   NOT NULL,         -- the id within the scope | Kennung innerhalb des Bereichs
    messages         BIGINT NOT NULL,         -- official posts | offizielle Beiträge
    counted          BIGINT NOT NULL,         -- of them, those that count | davon die gezählten
    score_mean       DOUBLE PRECISION,        -- mean score; like all that follows over counted posts, NULL when there are none | mittlere Punkte; wie alles Folgende über gezählte Beiträge, NULL ohne solche
    n_empty          BIGINT,                  -- how many were empty | wie viele leer waren
    n_thin           BIGINT,                  -- how many were thin | wie viele dünn waren
    n_padded         BIGINT,                  -- how many were padded | wie viele Beiwerk hatten
    n_to_the_point   BIGINT,                  -- how many came to the point | wie viele auf den Punkt kamen
    smalltalk_share  DOUBLE PRECISION,        -- share with small talk | Anteil mit Plauderei
    gift_share       DOUBLE PRECISION,        -- share with gifts | Anteil mit Geschenken
    not_counted      TEXT   NOT NULL,         -- JSON: reason and number of posts | JSON: Grund und Zahl der Beiträge
    top_heuristics   TEXT   NOT NULL,         -- JSON: rules and number of posts | JSON: Regeln und Zahl der Beiträge
    nudges           BIGINT NOT NULL,         -- notes | Hinweise
    nudges_helpful   BIGINT NOT NULL,         -- of them helpful | davon hilfreich
    nudges_unfit     BIGINT NOT NULL,         -- of them unfit | davon unpassend
    best_message     TEXT,                    -- id of the best post | Kennung des besten Beitrags
    worst_message    TEXT,                    -- id of the worst post | Kennung des schwächsten Beitrags
    share_before     DOUBLE PRECISION,        -- share to the point of the last closed week with counted messages | Anteil auf den Punkt der letzten geschlossenen Woche mit gezählten Beiträgen
    PRIMARY KEY (community, iso_year, iso_week, scope, subject)
);

-- Which weeks are closed. | Welche Wochen geschlossen sind.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE digests (
    community TEXT   NOT NULL,
    iso_year  BIGINT NOT NULL,                -- year of the week | Jahr der Woche
    iso_week  BIGINT NOT NULL,                -- number of the week | Nummer der Woche
    closed_at BIGINT NOT NULL,                -- when it was closed | wann sie geschlossen wurde
    outbox    TEXT,                           -- the row that posts it; none when there is nowhere to post | die Zeile, die ihn postet; keine, wenn ein Ort fehlt
    PRIMARY KEY (community, iso_year, iso_week)
);

-- Up to where each place was read. | Bis wohin jeder Ort gelesen ist.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE cursors (
    community TEXT NOT NULL,
    place     TEXT NOT NULL,                  -- channel or thread | Kanal oder Thread
    position  TEXT NOT NULL,                  -- the platform's position of the last message read without a gap | Stelle des letzten lückenlos gelesenen Beitrags
    PRIMARY KEY (community, place)
);

-- What admins have set. | Was Admins eingestellt haben.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE settings (
    community TEXT NOT NULL,
    scope     TEXT NOT NULL,                  -- '' or a channel | '' oder ein Kanal
    key       TEXT NOT NULL,                  -- its name | ihr Name
    value     TEXT NOT NULL,                  -- JSON | JSON
    PRIMARY KEY (community, scope, key)
);

-- Every change by an admin. | Jede Änderung durch einen Admin.
-- Erased: with the server's data. | Gelöscht: mit den Daten des Servers.
CREATE TABLE settings_log (
    community TEXT   NOT NULL,
    entry     BIGINT NOT NULL,                -- 1 and up within the server | ab 1 je Server
    changed_at BIGINT NOT NULL,               -- when | wann
    account   TEXT   NOT NULL,                -- who | wer
    subject   TEXT   NOT NULL,                -- what was changed: setting, sender, channel, … | was geändert wurde: setting, sender, channel, …
    scope     TEXT   NOT NULL,                -- '' or a channel or kind | '' oder ein Kanal oder eine Art
    key       TEXT   NOT NULL,                -- name or id of it | Name oder Kennung davon
    before    TEXT,                           -- JSON; none: it was not set | JSON; nichts: war nicht gesetzt
    after     TEXT,                           -- JSON; none: it is not set any more | JSON; nichts: ist nicht mehr gesetzt
    undone    BIGINT NOT NULL DEFAULT 0,      -- 1 once it was taken back | 1, wenn sie zurückgenommen ist
    together  BIGINT NOT NULL,                -- the first entry of what was changed by the same command | der erste Eintrag dessen, was derselbe Befehl geändert hat
    PRIMARY KEY (community, entry)
);
