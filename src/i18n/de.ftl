# Alles, was Punktum auf Deutsch sagt. Ein Test vergleicht Schlüssel und Platzhalter mit en.ftl.
# Schlüssel mit part- sind Teile anderer Texte und Sache der einzelnen Sprache.

## Tage, Zeiträume, Aufzählungen

day =
    { $n ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[7] Sonntag
    }
today = heute
date-day = { $day }.
date-month = { $day }.{ $month }.
date-year = { $day }.{ $month }.{ $year }
since-today = seit heute
since-day = seit { $day }
since-date = seit dem { $date }
moment = { $day }, { $time } Uhr
period = { $from } bis { $to }
list = { $most } und { $last }

## Merkmale, Urteile

tag-smalltalk = Plauderei
tag-phrases = Floskeln
tag-around = Vorrede
tag-bribe = Geschenk
tag-bait = Reaktionsköder
tag-selfpraise = Eigenlob
tag-pitch = Werbung
tag-vague = ohne Angaben
tag-repeat = Wiederholung
tag-fact = Angabe
tag-service = Hilfe
tag-resource = Quelle
tag-decision = Entscheidung
tag-invitation = Einladung
tag-made = Gemachtes

value-to_the_point = auf den Punkt
value-padded = mit Beiwerk
value-thin = dünn
value-empty = leer

## Wonach gesucht wird, im Plural: "Am meisten im Weg: Vorreden (6)"

heuristic-smalltalk = Plaudereien
heuristic-phrases = Floskeln
heuristic-hype = laute Worte
heuristic-thanks = Dank und Mitgefühl ohne Antwort
heuristic-emoji = Emoji-Reihen
heuristic-around = Vorreden
heuristic-bribe = Geschenke
heuristic-bait = Reaktionsköder
heuristic-selfpraise = lobende Worte in eigener Sache
heuristic-pitch = Werbesätze
heuristic-vague = Ankündigungen ohne Termin
heuristic-bare_link = Links ohne ein Wort dazu
heuristic-amount = Mengen und Preise
heuristic-date = Termine
heuristic-version = Versionen
heuristic-place = Orte
heuristic-answer = klare Antworten
heuristic-howto = Anleitungen
heuristic-status = Angaben zum Stand
heuristic-resource = Quellen
heuristic-decision = Entscheidungen
heuristic-invitation = Einladungen
heuristic-made = fertige Dinge
heuristic-wording = sonstige Formulierungen
heuristic-own_padding = Phrasen der eigenen Liste
heuristic-own_substance = Begriffe der eigenen Liste
heuristic-repeat = Wiederholungen
heuristic-context = Länge und Aufbau

## Der Hinweis

part-share =
    { $all ->
        [yes]
            { $steps ->
                [one] in einem Beitrag
               *[other] in allen { $steps } Beiträgen
            }
       *[no] in { $times } von { $steps } Beiträgen
    }
nudge-smalltalk = In **{ $channel }** steht { $since } Plauderei statt Auskunft, { part-share }.
nudge-phrases = In **{ $channel }** stehen { $since } Floskeln statt Angaben, { part-share }.
nudge-around = In **{ $channel }** steht der Punkt { $since } erst am Ende, { part-share }.
nudge-bribe = In **{ $channel }** gab es { $since } Geschenke und kaum Auskunft, { part-share }.
nudge-bait = In **{ $channel }** steht { $since } die Bitte um Reaktionen ohne ein Wozu, { part-share }.
nudge-selfpraise = In **{ $channel }** steht { $since } Eigenlob statt Nutzen, { part-share }.
nudge-pitch = In **{ $channel }** steht { $since } Werbung ohne Auskunft, { part-share }.
nudge-vague =
    { $all ->
        [yes]
            { $steps ->
                [one] In **{ $channel }** fehlt { $since } das Wann: ein Beitrag, kein Termin.
               *[other] In **{ $channel }** fehlt { $since } das Wann: { $steps } Beiträge, kein Termin.
            }
       *[no] In **{ $channel }** fehlt { $since } das Wann: { $times } von { $steps } Beiträgen ohne Termin.
    }
nudge-repeat = In **{ $channel }** steht { $since } schon Gesagtes, { part-share }.
nudge-other = In **{ $channel }** steht { $since } wenig Neues, { part-share }.

nudge-latest = Zuletzt: „{ $quote }“
nudge-shorter = Der letzte, kürzer mit deinen Worten:
nudge-trimmed = „{ $text }“
nudge-less =
    { $words ->
        [one] Ein Wort weniger, alle Angaben noch da.
       *[other] { $words } Wörter weniger, alle Angaben noch da.
    }
nudge-needs = Der letzte kommt mit { $needed } von { $words } Wörtern aus, alle Angaben noch da.
nudge-nothing-left = Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.

nudge-out-smalltalk = Sag, was neu ist, oder lass es weg.
nudge-out-phrases = Eine Zahl oder ein Beispiel sagt mehr. Gibt es keins, lass den Satz weg.
nudge-out-around = Der Punkt gehört in den ersten Satz, der Rest kann weg.
nudge-out-bribe = Dazu gehört eine Auskunft, die auch ohne Gewinn nützt. Gibt es keine, lass es weg.
nudge-out-bait = Sag, was mit den Antworten geschieht und bis wann, oder lass die Frage weg.
nudge-out-selfpraise = Sag, was Leser davon haben, oder lass es weg.
nudge-out-pitch = Preis, Umfang und Termin machen daraus eine Auskunft.
nudge-out-vague = Mit Datum ist es eine Nachricht. Steht noch keins fest, warte mit dem nächsten Post, bis es feststeht.
nudge-out-vague-empty = { nudge-out-vague }
nudge-out-repeat = Sag dazu, was neu ist: Frist, Ort oder Antwort. Ist nichts neu, lass es weg.
nudge-out-other = Sag, was neu ist, oder lass es weg.

nudge-neutral = { $name }, ein Hinweis zu { $channel }.
nudge-neutral-nobody = Ein Hinweis zu { $channel }.
nudge-neutral-closed = { $name }, ein Hinweis zu { $channel }. Als Direktnachricht kam er nicht an.
button-show = Ansehen
button-helps = Hilft
button-unfit = Passt nicht
button-pause = Pause
nudge-done-helps = Notiert: hilfreich.
nudge-done-unfit = Notiert: passte nicht. Der Beitrag zählt nicht mehr.
nudge-done-pause = Pause bis { $until }. Bis dahin keine Hinweise, und die Beiträge zählen nicht.
nudge-kept = Ein Hinweis zu { $channel } kommt { $when }.
nudge-gone = Der Hinweis zu { $channel } hat sich erledigt.
nudge-other-reader = Diesen Hinweis sieht nur, wer angesprochen ist.

## An das Team

staff-ask-pause =
    Zwei Störungsmeldungen oder Entschuldigungen in einer Stunde: Hinweise ruhen ab jetzt 24 Stunden.
    In einer Pause zählen die Beiträge auch nicht. Pause einschalten?
staff-button-pause =
    { $hours ->
        [one] Eine Stunde Pause
       *[other] { $hours } Stunden Pause
    }
staff-button-resume = Keine Pause
staff-muted =
    Die Regel „{ $heuristic }“ ist ab jetzt aus: { $unfit } von { $all } Hinweisen dazu passten nicht.
    Wieder einschalten: `/einstellungen zurück`
staff-unmuted = Die Regel „{ $heuristic }“ ist wieder an.
staff-fused =
    Die Rolle { $role } wird nicht mehr bewertet: In 24 Stunden galten { $people } Konten als offiziell, mehr als 50.
    Was von ihr gespeichert war, ist gelöscht. Prüfen: `/einstellungen absender`
staff-named =
    Seit dem { $date } gibt es bei { $brand } Auswertungen je Konto, sichtbar für Admins. Eingeschaltet von { $name }.
    Ausschalten: `/einstellungen personen`

## Der Wochenbericht

digest-title = **Wochenbericht { $brand } · KW { $week } ({ $period })**
digest-share =
    { $good ->
        [one] **1 von { $counted } Beiträgen kam auf den Punkt ({ $percent }).**
       *[other] **{ $good } von { $counted } Beiträgen kamen auf den Punkt ({ $percent }).**
    }
digest-before =
    { $change ->
        [rise] Vorwoche { $percent }: ein sicherer Anstieg.
        [fall] Vorwoche { $percent }: ein sicherer Rückgang.
       *[none] Vorwoche { $percent }: kein sicherer Unterschied.
    }
digest-few =
    { $counted ->
        [one] **1 Beitrag gezählt; einen Anteil gibt es ab 5.**
       *[other] **{ $counted } Beiträge gezählt; einen Anteil gibt es ab 5.**
    }
digest-none = **Kein Beitrag gezählt.**
digest-best = **Bester Beitrag:** { $link } · { $why }
digest-in-the-way = **Am meisten im Weg:** { $items }.
digest-item = { $name } ({ $n })
digest-notes = **Hinweise:** { $items }
digest-notes-none = keine
digest-notes-helpful = davon { $n } hilfreich
digest-notes-unfit =
    { $n ->
        [one] 1 passte nicht
       *[other] { $n } passten nicht
    }
digest-notes-disputed =
    { $n ->
        [one]
            { $same ->
                [yes] der Beitrag zählt nicht mehr
               *[no] 1 Beitrag zählt nicht mehr
            }
       *[other] { $n } Beiträge zählen nicht mehr
    }
digest-notes-unanswered = noch ohne Antwort
digest-not-counted = **Nicht gezählt:** { $items }.
digest-gifts = **Geschenke:** in { $percent } der gezählten Beiträge.
digest-remains = **Was bleibt, 12 Wochen:** { $items }.
digest-remains-made =
    { $n ->
        [one] 1 Lösung
       *[other] { $n } Lösungen
    }
digest-remains-decisions =
    { $n ->
        [one] 1 Entscheidung mit Grund
       *[other] { $n } Entscheidungen mit Grund
    }
digest-remains-invitations =
    { $n ->
        [one] 1 Einladung
       *[other] { $n } Einladungen
    }
digest-explain = So wird gezählt: { $link }

reason-reply =
    { $n ->
        [one] 1 Antwort an ein Mitglied
       *[other] { $n } Antworten an Mitglieder
    }
reason-floor =
    { $n ->
        [one] 1 Beitrag in Gesprächskanälen
       *[other] { $n } Beiträge in Gesprächskanälen
    }
reason-machine =
    { $n ->
        [one] 1 automatische Meldung
       *[other] { $n } automatische Meldungen
    }
reason-paused =
    { $n ->
        [one] 1 Beitrag in einer Pause
       *[other] { $n } Beiträge in einer Pause
    }
reason-unreadable =
    { $n ->
        [one] 1 Beitrag ohne lesbaren Text
       *[other] { $n } Beiträge ohne lesbaren Text
    }
reason-disputed =
    { $n ->
        [one] 1 bestrittener Beitrag
       *[other] { $n } bestrittene Beiträge
    }
digest-pause =
    { $posts ->
        [one] 1 Beitrag
       *[other] { $posts } Beiträge
    } in { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    } Pause

why-sentences =
    { $n ->
        [1] { $what } in einem Satz.
        [2] { $what } in zwei Sätzen.
        [3] { $what } in drei Sätzen.
        [4] { $what } in vier Sätzen.
        [5] { $what } in fünf Sätzen.
        [6] { $what } in sechs Sätzen.
       *[other] { $what } in { $n } Sätzen.
    }

## Das Bild zum Wochenbericht, in Worten

alt-share =
    { $weeks ->
        [one] Anteil der Beiträge auf den Punkt: { $latest } in KW { $week }
       *[other] Anteil der Beiträge auf den Punkt in { $weeks } Wochen: { $lowest } bis { $highest }, zuletzt { $latest } in KW { $week }
    }
alt-share-before =
    { $weeks ->
        [one] Anteil der Beiträge auf den Punkt: { $highest } in einer früheren Woche, zu wenige Beiträge in KW { $week }
       *[other] Anteil der Beiträge auf den Punkt in { $weeks } Wochen: { $lowest } bis { $highest }, zu wenige Beiträge in KW { $week }
    }
alt-no-share = Anteil der Beiträge auf den Punkt: bis KW { $week } keine Woche mit genug Beiträgen
alt-ewma = geglättete Wertung zuletzt { $score } von 100
alt-mix = KW { $week }: { $items }
alt-mix-item = { $n } { $value }
alt-in-the-way = am meisten im Weg { $items }

## Rechte und gelesene Zeilen

rights-admin = Das kann nur, wer die Gemeinschaft verwaltet.
rights-enrolled = Das können nur Konten, die für die Marke schreiben.
parse-unknown = /{ $command } gibt es nicht. /punktum hilfe zeigt alle Befehle.
parse-which = Gemeint ist einer von diesen: { $commands }
parse-too-much = Zu viel: „{ $word }“. So wird es geschrieben: /{ $command }
parse-missing = Es fehlt: { $option }. So wird es geschrieben: { $usage }
parse-number = { $option } ist eine Zahl von { $low } bis { $high }.
parse-choice = { $option } ist eins von diesen: { $choices }

## Die Konsole

console-welcome =
    Punktum auf der Konsole. Eine Zeile ist ein Beitrag der Marke auf #news; @name und #talk davor ändern Absender und Ort.
    Dazu: /edit ID Text, /delete ID, /reply ID Text, /time +3d oder /time 2027-11-29T09:00.
    /punktum hilfe zeigt alle Befehle; das Ende der Eingabe beendet das Programm.
console-member = { $id }  Beitrag von { $name }, ungelesen verworfen: Mitglieder werden nicht beurteilt.
console-deleted = { $id }  gelöscht
console-unknown = Einen offiziellen Beitrag { $id } gibt es nicht.
console-words = Es fehlt der Text.
console-reply = So wird es geschrieben: /reply ID Text
console-edit = So wird es geschrieben: /edit ID Text
console-delete = So wird es geschrieben: /delete ID
console-time = So wird es geschrieben: /time +3d (m, h, d, w) oder /time 2027-11-29T09:00
console-time-back = Die Uhr geht nur vorwärts.
console-utf8 = Zeile { $line } ist kein UTF-8, von Byte { $byte } an. Sie wurde übergangen.
internal = Das ging nicht, der Fehler liegt beim Programm. Er steht im Protokoll.

## Der Bericht für Texter

report-head = { $score } von 100 Punkten, { $verdict }
report-sum = Ausgangswert { $base }, Kleinigkeiten und Aufbau { $rest }.
report-nothing-left = Nach dem Kürzen bleibt nichts übrig.
report-shorter = Kürzer:

console-uncounted =
    { $reason ->
        [reply] zählt nicht: Antwort an ein Mitglied
        [floor] zählt nicht: kein Bühnenkanal
        [machine] zählt nicht: Automat
        [paused] zählt nicht: Pause
        [disputed] zählt nicht: Einspruch
       *[other] zählt nicht: nicht lesbar
    }
# Rückblick
audit-share-community = **Von { $counted } Beiträgen auf der Bühne kamen { $percent } auf den Punkt.**
audit-share-channel = **Von { $counted } Beiträgen in { $channel } kamen { $percent } auf den Punkt.**
audit-share-own = **Von deinen { $counted } Beiträgen kamen { $percent } auf den Punkt.**
audit-share-account = **Von { $counted } Beiträgen von { $name } kamen { $percent } auf den Punkt.**
audit-before =
    { $change ->
        [rise] In den { $days } Tagen davor waren es { $percent }: ein sicherer Anstieg.
       *[fall] In den { $days } Tagen davor waren es { $percent }: ein sicherer Rückgang.
    }
audit-period = **Zeitraum:** { $period }
audit-mix = **Urteile:** { $items }.
audit-mix-item = { $n } { $value }
audit-best = **Beste Beiträge:**
audit-worst = **Am weitesten vom Punkt:**
audit-place = - { $link } · { $what } ({ $score })
audit-nudges = **Hinweise:** { $items }.
audit-nudges-sent = { $n } zugestellt
audit-nudges-helpful = davon { $n } hilfreich
audit-nudges-unfit =
    { $n ->
        [one] 1 passte nicht
       *[other] { $n } passten nicht
    }
audit-nudges-would-have = { $n } nur vermerkt
audit-channels = **Je Kanal:**
audit-channel-line = - { $channel }: { $good } von { $counted } auf den Punkt ({ $percent })
audit-channel-few = - { $channel }: { $counted } gezählt
audit-channels-more =
    { $n ->
        [one] - und ein weiterer Kanal
       *[other] - und { $n } weitere Kanäle
    }
audit-merged = Wochen eines Kanals mit weniger als { $n } schreibenden Konten stehen nur in der Gesamtzahl.
audit-forgotten = Nach { $days } Tagen gehört ein Beitrag zu keinem Konto mehr; ältere fehlen hier.
audit-no-picture = Ein Bild gibt es ab { $n } gezählten Beiträgen.
audit-csv =
    { $n ->
        [one] Tabelle mit einem Beitrag, ohne Wortlaut
       *[other] Tabelle mit { $n } Beiträgen, ohne Wortlaut
    }
audit-title = Rückblick { $brand } · { $period }
audit-channel-unknown = Den Kanal „{ $channel }“ gibt es hier nicht. /einstellungen kanäle zeigt alle.
audit-account-off = Je Konto wird hier nichts gespeichert (Personen: aus). /rückblick kanal zeigt einen Kanal.
audit-account-others = Andere Konten sehen nur Admins. Die eigenen Beiträge zeigt /rückblick konto ich.
audit-account-unnamed = Andere Konten zeigt der Rückblick nur, wenn Personen auf namentlich steht: /einstellungen personen namentlich.
audit-message-unknown = Zu „{ $message }“ ist kein offizieller Beitrag gespeichert. Die Nummer steht im Link des Beitrags.
audit-message-others = Einen Beitrag sehen hier nur Admins und wer ihn geschrieben hat. /rückblick konto ich zeigt die eigenen.
audit-message = **{ $link } · { $value } ({ $score } von 100)**
audit-message-counts =
    { $counts ->
        [yes] Zählt.
        [reply] Zählt nicht: Antwort an ein Mitglied.
        [floor] Zählt nicht: Beitrag in einem Gesprächskanal.
        [machine] Zählt nicht: automatische Meldung.
        [paused] Zählt nicht: Beitrag in einer Pause.
        [unreadable] Zählt nicht: kein lesbarer Text.
       *[disputed] Zählt nicht: bestritten.
    }
audit-findings = **Befunde in Punkten:**
audit-finding = - { $points } { $name }
audit-finding-quoted = - { $points } { $name }: „{ $quote }“
audit-base =
    { $n ->
        [0] - { $base } Grundwert
        [one] - { $base } Grundwert, { $points } aus einem weiteren Befund
       *[other] - { $base } Grundwert, { $points } aus { $n } weiteren Befunden
    }
audit-message-no-words = Der Wortlaut war nicht zu bekommen, darum stehen die Befunde ohne Zitat.
audit-message-other-words = Der Wortlaut ist inzwischen ein anderer, darum stehen die Befunde ohne Zitat.
audit-shorter = **Kürzer, mit denselben Worten:**

# Entwurf
draft-fits = Auf den Punkt. Kann raus.
draft-shorter = Kürzer, mit deinen Worten: { $text }
draft-missing =
    { $what ->
        [when] Es fehlt: wann.
        [where] Es fehlt: wo.
        [how_much] Es fehlt: wie viel.
       *[how] Es fehlt: wie.
    }
draft-nothing-new = Nichts Neues darin. Nicht posten ist hier die bessere Nachricht.
draft-cost = Kostet am meisten: { $name } („{ $quote }“). { $why }
draft-cost-wording = Kostet am meisten: „{ $quote }“ ({ $tag }).
draft-why-own = Die Liste zählt es zum Beiwerk.
draft-unreadable = Das ist weder Deutsch noch Englisch. Ein Entwurf in einer der beiden Sprachen lässt sich prüfen.

# Wochenbericht auf Verlangen, sein Bild
digest-running = Vorschau, die Woche läuft noch.
digest-explained = /punktum über
digest-now = Die Vorschau der laufenden Woche geht an { $channel }.
digest-nowhere = Für den Wochenbericht ist kein Kanal gesetzt. So geht es: /wochenbericht zeit kanal:team
digest-schedule = Wochenbericht: { $day }, { $time } Uhr, in { $channel }, Zeitzone { $zone }. Der nächste: { $next }.
digest-schedule-nowhere = Wochenbericht: { $day }, { $time } Uhr, Zeitzone { $zone }. Der nächste: { $next }.
digest-zone-unknown = Die Zeitzone „{ $zone }“ gibt es nicht. Sie heißt zum Beispiel Europe/Berlin.
picture-week = KW { $week }
picture-trend = Anteil auf den Punkt und Wertung, 0 bis 100
picture-ewma = Wertung
picture-mix = Gezählte Beiträge je Woche
picture-in-the-way = Am meisten im Weg
picture-nothing = Keine gezählten Beiträge
picture-digest = Wochenbericht { $brand } · KW { $week }
picture-share = { $good } von { $counted } Beiträgen auf den Punkt ({ $percent })
