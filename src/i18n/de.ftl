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
day-short =
    { $n ->
        [1] Mo
        [2] Di
        [3] Mi
        [4] Do
        [5] Fr
        [6] Sa
       *[7] So
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
nudge-bait = In **{ $channel }** fehlt der Bitte um Reaktionen { $since } das Wozu, { part-share }.
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
nudge-gone = Der Hinweis zu { $channel } hat sich erledigt.
nudge-other-reader = Diesen Hinweis sieht nur, wer angesprochen ist.

## An das Team

welcome =
    Punktum prüft, ob die Beiträge von { $brand } auf den Punkt kommen. Nachrichten von Mitgliedern verwirft es ungelesen.
    Wer den Server verwaltet, beginnt mit `/einrichten`; das dauert etwa 5 Minuten.
staff-ask-pause =
    Zwei Störungsmeldungen oder Entschuldigungen in einer Stunde: Hinweise ruhen ab jetzt 24 Stunden.
    In einer Pause zählen auch die Beiträge nicht. Pause einschalten?
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
staff-observed =
    { $n ->
        [0] Eine Woche beobachtet: Kein Hinweis wäre rausgegangen.
        [one] Eine Woche beobachtet: 1 Hinweis wäre rausgegangen.
       *[other] Eine Woche beobachtet: { $n } Hinweise wären rausgegangen.
    }
    Bei diesem Tempo: { $rate }. Sollen Hinweise ab jetzt rausgehen?
staff-button-on = Einschalten
staff-button-another-week = Noch eine Woche
staff-button-digest = Nur Wochenbericht
staff-fused =
    Die Rolle { $role } wird nicht mehr bewertet: In 24 Stunden galten { $people } Konten als offiziell, mehr als 50.
    Was von ihr gespeichert war, ist gelöscht. Prüfen: `/einstellungen absender`
staff-named =
    Bei { $brand } gibt es ab jetzt Auswertungen je Konto, sichtbar für Admins. Eingeschaltet von { $name }, { $date }.
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
        [0]
            { $hours ->
                [one] eine Stunde
               *[other] { $hours } Stunden
            }
        [one] 1 Beitrag in { part-hours }
       *[other] { $posts } Beiträge in { part-hours }
    } Pause ({ $days })
part-hours =
    { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    }

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

## Was jeder Befehl tut, neben seinem Namen

command-audit-community = Was die Beiträge der letzten Wochen wert waren
command-audit-channel = Dasselbe für einen Kanal
command-audit-account = Dasselbe für ein Konto
command-audit-message = Ein Beitrag mit seinen Belegen
command-draft = Einen Text prüfen, bevor er rausgeht
command-digest-preview = Die laufende Woche als Wochenbericht
command-digest-now = Den letzten Wochenbericht noch einmal posten
command-digest-schedule = Wann und wo der Wochenbericht erscheint
command-settings-senders = Wessen Beiträge geprüft werden
command-settings-channels = Bühnen, Parkett und Teamkanal
command-settings-rules = Regeln ein- und ausschalten
command-settings-words = Eigene Wörter der Marke
command-settings-sensitivity = Wie früh Drift auffällt
command-settings-nudging = Ob Hinweise rausgehen
command-settings-people = Was über Personen gespeichert wird
command-settings-language = Sprache, Zeitzone, Marke, Kontakt
command-settings-digest = Wann und wo der Wochenbericht erscheint
command-settings-undo = Die letzte Änderung zurücknehmen
command-settings-doctor = Was eingestellt ist, was fehlt
command-settings-leave = Alles exportieren und löschen
command-nudge-show = Der neueste Hinweis für dich
command-nudge-dm = Hinweise als Direktnachricht
command-nudge-pause = Eine Weile keine Hinweise
command-nudge-off = Keine Hinweise für dich
command-nudge-helps = Ein Hinweis half
command-nudge-unfit = Ein Hinweis passte nicht
command-pause = Beiträge zählen eine Weile nicht
command-setup = Alles einrichten, Seite für Seite
command-punktum-help = Diese Liste
command-punktum-about = Was Punktum tut
command-punktum-privacy = Was gespeichert wird; Export und Löschen

## Einstellungen

settings-change = Ändern: { $command }
settings-channel-unknown = Einen Kanal { $name } gibt es nicht. Bekannt: { $known }

settings-senders-none = Noch ist niemand eingetragen, also wird nichts bewertet. Ein Konto eintragen: { $command }
settings-senders-list =
    { $n ->
        [one] **1 offizieller Absender**
       *[other] **{ $n } offizielle Absender**
    }
settings-senders-role = Rolle { $name }
settings-senders-webhook = Webhook { $name }
settings-senders-owner = , Hinweise an { $name }
settings-senders-machine = , Automat, zählt nicht
settings-senders-added = Ab jetzt offiziell: { $sender }.
settings-senders-removed = Nicht mehr offiziell: { $sender }. Was gespeichert ist, bleibt.
settings-senders-size =
    { $n ->
        [one] Die Rolle hat 1 Konto.
       *[other] Die Rolle hat { $n } Konten.
    }
settings-senders-size-unknown = Wie viele Konten die Rolle hat, ist nicht bekannt.
settings-senders-size-missing = Wie viele Konten die Rolle hat, ist nicht bekannt. Nenne die Zahl: { $command }
settings-senders-many = Die Rolle hat { $n } Konten, mehr als { $most }. Wenn alle für die Marke posten, nenne die Zahl: { $command }
settings-senders-unknown = { $name } ist nicht eingetragen. Wer es ist, zeigt: { $command }
settings-senders-who = Es fehlt: das Konto. So wird es geschrieben: { $command }
settings-senders-everyone = Damit würden die Mitglieder bewertet. Trag die Rolle des Teams ein oder einzelne Konten.
settings-senders-owner-missing = Ein Webhook kann keine Hinweise bekommen. Nenne die Person, die sie für ihn bekommt: { $owner }. Schreibt niemand seine Beiträge, trag ihn als Automaten ein: { $machine }

settings-channels-list =
    Bühnen, wo alle Beiträge zählen: { $stages }
    Parkett, wo nur Beiträge mit `@everyone` oder `@here` zählen: { $floors }
    Teamkanal: { $staff }
    Ändern: { $command }
settings-channels-which = Es fehlt: der Kanal. So wird es geschrieben: { $command }
settings-channels-stage = { $channel } ist Bühne: Dort zählen offizielle Beiträge.
settings-channels-floor = { $channel } ist Parkett: Dort zählen nur Beiträge mit `@everyone` oder `@here`.
settings-channels-staff = { $channel } ist der Teamkanal: Dorthin gehen Hinweise und Fragen.

settings-rules-list-none = Keine Regel ist aus.
settings-rules-list-off = **Überall aus:** { $items }
settings-rules-list-off-in = **Aus in { $channel }:** { $items }
settings-rules-list-on = **An:** { $items }
settings-rules-on = `{ $id }` ({ $name }) ist an.
settings-rules-on-in = `{ $id }` ({ $name }) ist in { $channel } an.
settings-rules-off = `{ $id }` ({ $name }) ist aus: Ab dem nächsten Beitrag kostet und bringt das nichts mehr.
settings-rules-off-in = `{ $id }` ({ $name }) ist in { $channel } aus: Ab dem nächsten Beitrag kostet und bringt das dort nichts mehr.
settings-rules-still-off-in = Weiter aus in { $channels }.
settings-rules-off-everywhere = `{ $id }` ist überall aus, also auch in jedem einzelnen Kanal. Einschalten: { $command }
settings-rules-unknown = Eine Regel { $name } gibt es nicht. Am nächsten: { $near }

settings-words-none = Noch keine eigenen Wörter der Marke.
settings-words-list-substance = **Gehalt ({ $n }):** { $items }
settings-words-list-substance-in = **Gehalt in { $channel } ({ $n }):** { $items }
settings-words-list-padding = **Beiwerk ({ $n }):** { $items }
settings-words-list-padding-in = **Beiwerk in { $channel } ({ $n }):** { $items }
settings-words-substance = „{ $phrase }“ zählt ab dem nächsten Beitrag als Gehalt.
settings-words-substance-in = „{ $phrase }“ zählt in { $channel } ab dem nächsten Beitrag als Gehalt.
settings-words-padding = „{ $phrase }“ zählt ab dem nächsten Beitrag als Beiwerk.
settings-words-padding-in = „{ $phrase }“ zählt in { $channel } ab dem nächsten Beitrag als Beiwerk.
settings-words-removed = „{ $phrase }“ steht nicht mehr auf der Liste.
settings-words-unknown = „{ $phrase }“ steht nicht auf der Liste. Am nächsten: { $near }
settings-words-how = Es fehlt: die Liste oder die Wendung. So wird es geschrieben: { $command }
settings-words-length = Eine Wendung hat 1 bis { $most } Zeichen, darunter einen Buchstaben oder eine Ziffer.
settings-words-full = Die Liste ist mit { $most } Wendungen voll. Nimm erst eine weg: { $command }

settings-sensitivity-promise = { $step }: { $rate }; echte Drift zeigt sich nach { $posts } Beiträgen.
settings-sensitivity-in-weeks =
    { $weeks ->
        [one] etwa ein falscher Hinweis pro Woche
       *[other] etwa ein falscher Hinweis in { $weeks } Wochen
    }
settings-sensitivity-in-posts = etwa ein falscher Hinweis in { $posts } Beiträgen
settings-sensitivity-rare = weniger als ein falscher Hinweis in 10 Jahren
settings-sensitivity-often = mehr als ein falscher Hinweis pro Woche
settings-sensitivity-basis-none = In den letzten 4 Wochen zählte kein Beitrag; gerechnet mit einer gesunden Mischung.
settings-sensitivity-basis-healthy =
    { $n ->
        [one] Gerechnet mit dem Tempo der letzten 4 Wochen (1 Beitrag gezählt) und, bis { $enough } gezählt sind, mit einer gesunden Mischung.
       *[other] Gerechnet mit dem Tempo der letzten 4 Wochen ({ $n } Beiträge gezählt) und, bis { $enough } gezählt sind, mit einer gesunden Mischung.
    }
settings-sensitivity-basis-own = Gerechnet mit Tempo und Mischung der letzten 4 Wochen ({ $n } Beiträge gezählt).

settings-nudging-on = Hinweise gehen raus, wenn Beiträge abdriften.
settings-nudging-observe = Hinweise werden nur notiert. Nach einer Woche fragt Punktum im Teamkanal, ob sie rausgehen sollen.
settings-nudging-digest = Keine Hinweise, nur der Wochenbericht.

settings-people-off = Personen: aus. Drift wird je Kanal beobachtet, und kein Konto steht bei einem Beitrag.
settings-people-self = Personen: selbst. Drift sieht nur das Konto selbst; bei Beiträgen werden Konten nach 35 Tagen gelöscht.
settings-people-named = Personen: namentlich. Admins sehen Auswertungen je Konto.
settings-people-agreement = Auswertungen je Konto brauchen vorher das Einverständnis des Teams oder seines Betriebsrats. Liegt es vor: { $command }
settings-people-no-staff = Alle Eingetragenen müssen davon erfahren, und dafür fehlt ein Teamkanal. Zuerst: { $command }
settings-people-announced = In { $channel } wird es bekannt gegeben.
settings-people-erased = Bei allen Beiträgen, Hinweisen und Antworten sind die Konten gelöscht.
settings-people-figures-erased = Die Auswertungen je Konto sind gelöscht.

language =
    { $language ->
        [de] Deutsch
       *[en] Englisch
    }
settings-language-list =
    Sprache: { language }
    Zeitzone: { $zone }
    Marke: { $brand }
    Kontakt für Beschwerden: { $contact }
settings-language-zone = Die Zeitzone { $zone } gibt es nicht. Schreib sie wie Europe/Berlin.
settings-language-length = Das ist zu lang: höchstens { $most } Zeichen in einer Zeile.

setting-brand = Marke
setting-language = Sprache
setting-time-zone = Zeitzone
setting-staff-channel = Teamkanal
setting-contact = Kontakt
setting-digest = Wochenbericht
setting-sensitivity = Empfindlichkeit
setting-people = Personen
setting-nudging = Hinweise
setting-rules = Regeln und Wörter
setting-other = { $key }

settings-undo-none = Es gibt nichts zurückzunehmen.
settings-undo-done = Zurückgenommen: { $what }. Das galt { $since }, eingestellt von { $name }.
settings-undo-unknown = Die letzte Änderung ({ $what }) lässt sich hier nicht zurücknehmen.
settings-person-erased = einem gelöschten Konto
settings-undo-sender-added = { $sender } ist nicht mehr offiziell
settings-undo-sender-removed = { $sender } ist wieder offiziell
settings-undo-sender-changed = { $sender } ist wie vorher

settings-leave-ask = Alles über { $brand } wird als Datei übergeben und sofort endgültig gelöscht, dann geht Punktum. So geht es: { $command }
settings-leave-wrong = Zum Verlassen gehört der Name der Marke: { $command }
settings-leave-file = Die gespeicherten Zeilen als JSON und CSV
settings-leave-done = Alles über { $brand } ist gelöscht. Diese Datei ist die einzige Kopie. Punktum geht jetzt.

## Die Prüfung

doctor-all-fine = **Alles in Ordnung**
doctor-todo =
    { $n ->
        [one] **1 Punkt ist offen**
       *[other] **{ $n } Punkte sind offen**
    }
doctor-fine = **In Ordnung**
doctor-content-missing = Discord zeigt nur Beiträge, die Punktum erwähnen: „Message Content“ ist nicht freigegeben, oder DISCORD_MESSAGE_CONTENT steht auf off. Entwürfe und das Menü „Beitrag prüfen“ gehen.
doctor-unread =
    { $n ->
        [one] 1 Ereignis war seit dem Start nicht lesbar. Gibt es eine neuere Version?
       *[other] { $n } Ereignisse waren seit dem Start nicht lesbar. Gibt es eine neuere Version?
    }
doctor-staff-missing = Kein Teamkanal: Hinweise haben kein Ziel.
doctor-staff = Teamkanal: { $channel }.
doctor-stages-missing = Keine Bühne: Nur Beiträge mit `@everyone` oder `@here` zählen.
doctor-stages = Bühnen: { $channels }.
doctor-senders-missing = Niemand ist eingetragen: Nichts wird bewertet.
doctor-senders =
    { $n ->
        [one] 1 offizieller Absender.
       *[other] { $n } offizielle Absender.
    }
doctor-digest-missing = Der Wochenbericht hat keinen Kanal.
doctor-digest = Nächster Wochenbericht: { $when }, in { $channel }.
doctor-language = Sprache { language }, Zeitzone { $zone }, jetzt { $now }.
doctor-contact-missing = Kein Kontakt für Beschwerden: Mitglieder wissen nicht, an wen sie sich wenden sollen.
doctor-contact = Kontakt für Beschwerden: { $contact }.
doctor-paused = Pause bis { $until }: keine Hinweise, und die Beiträge zählen nicht.
doctor-outbox = Nichts wartet auf den Versand.
doctor-outbox-late =
    { $n ->
        [one] 1 Nachricht von Punktum wartet seit über 10 Minuten. Sieh nach, ob es in { $channel } schreiben darf.
       *[other] { $n } Nachrichten von Punktum warten seit über 10 Minuten. Sieh nach, ob es in { $channel } schreiben darf.
    }
doctor-outbox-stuck =
    { $n ->
        [one] 1 Nachricht von Punktum steckt unterwegs fest. Nach einem Neustart sieht es nach, ob sie ankam.
       *[other] { $n } Nachrichten von Punktum stecken unterwegs fest. Nach einem Neustart sieht es nach, ob sie ankamen.
    }
doctor-reading = Was zwischenzeitlich gepostet wurde, wird noch nachgelesen.
doctor-closed = In { $channels } lässt sich Verpasstes nicht nachlesen: Erlaube Punktum dort, den Nachrichtenverlauf zu lesen.
doctor-skipped =
    { $n ->
        [one] Eine verpasste Nachricht blieb
       *[other] { $n } verpasste Nachrichten blieben
    } ungelesen: zu viele Verfasser, um von allen die Rollen zu erfragen. Trag Konten ein statt einer Rolle.
doctor-rules = Keine Regel ist aus.
doctor-rules-off = Diese Regeln sind aus: { $items }.
doctor-sensitivity = Empfindlichkeit { $promise }

## Hinweise und Pausen

nudge-no-note = Für dich liegt kein Hinweis vor.
nudge-unknown = Einen Hinweis { $id } gibt es nicht. Den neuesten zeigt: { $command }
nudge-dm-on = Hinweise kommen als Direktnachricht zu dir. Ausschalten: { $command }
nudge-dm-off = Hinweise kommen als Karte im Teamkanal, die nur du öffnen kannst. Als Direktnachricht: { $command }
nudge-dm-closed = Direktnachrichten sind gewünscht, aber die letzte kam nicht an. Erlaube sie in deinen Einstellungen zur Privatsphäre, dann: { $command }
nudge-off = Keine Hinweise mehr für dich. Wieder einschalten: { $command }
nudge-on = Hinweise kommen wieder. Ausschalten: { $command }
pause-ended = Die Pause ist zu Ende: Beiträge zählen wieder, und Hinweise können kommen.
pause-none = Es läuft keine Pause. Eine von 24 Stunden beginnen: { $command }

## Über Punktum

about-what =
    Punktum prüft, ob die Beiträge von { $brand } auf den Punkt kommen. Deine Nachrichten nicht: { $platform ->
        [discord] Discord
        [matrix] Matrix
       *[other] Die Plattform
    } stellt sie zu, Punktum verwirft sie ungelesen.
about-contact = Beschwerde: { $contact }.
about-version = Version { $version } · Befehle: { $command }

privacy-members = **Mitglieder:** Was sie schreiben, wird ungelesen verworfen; weder Worte noch Namen bleiben. Wird eine Nachricht gleich wieder gelöscht, bleibt 35 Tage ihre Kennung: Sie könnte offiziell gewesen sein.
privacy-posts = **Beiträge der Marke:** Kennung, Kanal, Zeit, Wertung und Befunde, dazu ein Prüfwert, der nur Wiederholungen erkennt. Nie die Worte.
privacy-accounts-off = **Konten:** Keins steht bei einem Beitrag. Ein Prüfwert mit geheimem Schlüssel hält sie auseinander, bis die Woche abgeschlossen ist. Ein Hinweis kennt seine Person, bis er erledigt ist; danach bleibt höchstens 35 Tage ein Prüfwert.
privacy-accounts-self = **Konten:** Sie stehen höchstens 35 Tage bei Beiträgen und Hinweisen.
privacy-accounts-named = **Konten:** Sie stehen bei Beiträgen und Hinweisen. Ein Admin hat bestätigt, dass das Team oder sein Betriebsrat einverstanden ist.
privacy-others = **Außerdem:** wer eingetragen ist, wer etwas eingestellt hat und worum ein Konto bat (Direktnachrichten, Pausen).
privacy-seen = **Wer es sieht:** Einen Hinweis sieht, wer angesprochen ist. Wochenberichte und Rückblicke nennen niemanden.
privacy-seen-named = **Wer es sieht:** Einen Hinweis sieht, wer angesprochen ist. Admins sehen Auswertungen je Konto.
privacy-how-long = **Wie lange:** solange der Bot da ist. Wird er entfernt, ist nach 30 Tagen alles gelöscht.
privacy-own = **Deine Zeilen:** herausgeben mit { $export }, löschen mit { $erase }
privacy-erasure = **Löschen:** Schreib an { $contact }. Admins löschen alles auf einmal: { $command }
privacy-erasure-admin = **Löschen:** Wende dich an die Verwaltung der Gemeinschaft. Sie löscht alles auf einmal: { $command }
privacy-export-own = Alle Zeilen, in denen du stehst, als JSON und CSV.
privacy-export-account = Alle Zeilen, in denen { $name } steht, als JSON und CSV.
privacy-export-all = Alles, was über { $brand } gespeichert ist, als JSON und CSV.
privacy-export-unnamed = Alles, was über { $brand } gespeichert ist, als JSON und CSV. Bei Beiträgen und Hinweisen fehlt das Konto; seine eigenen Zeilen bekommt jedes mit { $command }
privacy-export-others = Fremde Konten gibt es hier nur, wenn Personen auf namentlich steht: /einstellungen personen namentlich.
privacy-too-large = Das ist zu groß für eine Nachricht; geändert ist nichts. Wer den Bot betreibt, bekommt es mit { $command }
privacy-nothing-own = Über dich ist nichts gespeichert.
privacy-nothing-account = Über { $name } ist nichts gespeichert.
privacy-erase-ask-own =
    Deine Kennung wird überall endgültig gelöscht: bei Beiträgen, Hinweisen, Antworten, Einstellungen und in der Liste der Absender. Auswertungen über dich verschwinden, die der Kanäle bleiben.
    Neue Beiträge zählen erst wieder, wenn du eingetragen wirst oder eine eingetragene Rolle hast.
privacy-erase-ask-account =
    Die Kennung von { $name } wird überall endgültig gelöscht: bei Beiträgen, Hinweisen, Antworten, Einstellungen und in der Liste der Absender. Auswertungen über das Konto verschwinden, die der Kanäle bleiben.
    Neue Beiträge zählen erst wieder, wenn das Konto eingetragen wird oder eine eingetragene Rolle hat.
privacy-erase-button = Endgültig löschen
privacy-erase-ask-all = Alles über { $brand } wird als Datei übergeben und sofort endgültig gelöscht. Zur Bestätigung gehört der Name der Marke.
privacy-erase-button-all = Name der Marke eingeben
privacy-erase-wrong = Zum Löschen gehört der Name der Marke: { $command }
privacy-erased = Gelöscht. In keiner Tabelle steht diese Kennung noch.

## Einrichten, Seite für Seite

setup-channels = **Einrichten, 1 von 4: Kanäle**
    Bühnen sind Kanäle für Ankündigungen und Neuigkeiten: Dort zählen die Beiträge der Marke. Hinweise und Fragen kommen in den Teamkanal.
setup-stages = Bühnen
setup-senders = **Einrichten, 2 von 4: Absender**
    Wer für die Marke postet: Rollen und Konten. Webhooks trägt `/einstellungen absender` ein. Mitglieder werden nie bewertet.
setup-senders-menu = Rollen und Konten
setup-count = Zahl der Konten nennen
setup-language = **Einrichten, 3 von 4: Sprache**
    Zeitzone: { $zone } ({ $now })
    Kontakt für Beschwerden: { $contact }
setup-zone = Andere Zeitzone
setup-digest = **Einrichten, 4 von 4: Wochenbericht**
    Nächster Wochenbericht: { $next }, in { $channel }
setup-day = Tag
setup-hour = Stunde
setup-next = Weiter
setup-back = Zurück
setup-look = Erster Blick
look-nobody = Noch ist niemand eingetragen: Es gibt nichts anzusehen, und nichts wird bewertet.
look-share =
    { $good ->
        [one] **1 von { $counted } Beiträgen der letzten 28 Tage kam auf den Punkt ({ $percent }).**
       *[other] **{ $good } von { $counted } Beiträgen der letzten 28 Tage kamen auf den Punkt ({ $percent }).**
    }
look-shorter =
    { $n ->
        [one] Einer davon, kürzer mit denselben Worten:
       *[other] { $n } davon, kürzer mit denselben Worten:
    }
look-partly = Nicht alles war zu lesen: Etwas ist Punktum verschlossen, oder es war zu viel.
look-done = Neue Beiträge werden ab jetzt bewertet. Von diesem Blick wird nichts gespeichert.

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

## Das Nachspielen von Exporten

replay-no-file = Hier liegt kein Export: Dateien, die auf .json enden.
replay-unreadable = { $file } lässt sich nicht lesen: { $reason }
replay-cut = { $file } bricht bei Byte { $offset } ab, wo { $what } stehen sollte. Was davor steht, ist übernommen.
replay-broken = { $file }, Byte { $offset }: Hier sollte { $what } stehen. Was davor steht, ist übernommen.
replay-wanted-export = ein Export von DiscordChatExporter als JSON, mit guild, channel und messages,
replay-wanted-field = „{ $field }“, wie DiscordChatExporter es schreibt,
replay-wanted-text = ein Text in UTF-8
replay-wanted-end = nichts mehr
replay-wanted-smaller = eine Nachricht von höchstens 16 MB
replay-nobody-named = Wer postet für die Marke? Niemand ist genannt.
replay-nobody-called = Niemand heißt { $name }.
replay-several = { $name } steht für mehrere; nimm die Kennung:
replay-no-channel = Kein Kanal heißt { $name }.
replay-channels = Kanäle: { $channels }
replay-accounts = Die meisten Beiträge auf { $server }, je Konto (Zahl, Name, Kennung):
replay-roles = Je Rolle:
replay-no-roles = Rollen stehen nicht im Export.
replay-bot = , Bot
replay-type =
    So geht es weiter: punktum replay { $files } --official NAME
    Mehrere: --official noch einmal, oder --official-role für eine Rolle; --all nimmt alle Konten.
replay-fused = Mit der Rolle { $role } gelten an einem Tag mehr als 50 Konten als offiziell, also haben sie Mitglieder. Nichts davon bleibt; nenne Konten statt der Rolle.
replay-read = { $server }: { $posts ->
        [one] 1 Beitrag
       *[other] { $posts } Beiträge
    } gelesen, davon { $official } offiziell.
replay-all = Alle Konten gelten als offiziell: { $accounts }. Beiträge von Bots zählen nicht.
replay-stages = Gezählt sind die Beiträge auf der Bühne: { $channels }.
replay-stages-other = Andere Kanäle: --stage KANAL
replay-no-stage = Kein Kanal ist eine Bühne, also zählen nur Beiträge, die alle rufen. So wird einer genannt: --stage KANAL

## Discord

discord-menu-audit = Beitrag prüfen
discord-form-draft = Entwurf prüfen
discord-form-text = Text
discord-old = Diesen Knopf oder Befehl gibt es nicht mehr.
discord-not-here = Auf diesem Server ist Punktum nicht aktiv. Lade es ein, dann geht es mit `/einrichten` los.
discord-foreign = Dieser Knopf gehört zu einem anderen Server.

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
audit-notes =
    { $n ->
        [0] **Kein Hinweis wäre herausgegangen.**
        [one] **1 Hinweis wäre herausgegangen:**
       *[other] **{ $n } Hinweise wären herausgegangen:**
    }
audit-note = - { $date } · { $note } { $link }
audit-notes-older =
    { $n ->
        [one] - einer davor, und dann:
       *[other] - { $n } davor, und dann:
    }
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
audit-progress = { $done } von { $days } Tagen gelesen
audit-live =
    { $n ->
        [one] Ein Beitrag ist älter als alles Gespeicherte und wurde eben nachgelesen; er wird nicht gespeichert.
       *[other] { $n } Beiträge sind älter als alles Gespeicherte und wurden eben nachgelesen; sie werden nicht gespeichert.
    }
audit-too-much = Es gab mehr zu lesen, als ein Rückblick schafft; mit weniger Tagen ist er vollständig.
audit-skipped =
    { $n ->
        [one] Eine Nachricht blieb
       *[other] { $n } Nachrichten blieben
    } ungelesen: zu viele Verfasser, um von allen die Rollen zu erfragen.
audit-unread = Ältere Beiträge lassen sich nicht lesen in { $channels }.
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
audit-message-unread = **{ $link }**
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
digest-nowhere = Für den Wochenbericht ist kein Kanal eingestellt. So geht es: /wochenbericht zeit kanal:team
digest-schedule = Wochenbericht: { $day }, { $time } Uhr, in { $channel }, Zeitzone { $zone }. Der nächste: { $next }.
digest-schedule-nowhere = Wochenbericht: { $day }, { $time } Uhr, Zeitzone { $zone }. Der nächste: { $next }.
digest-zone-unknown = Die Zeitzone „{ $zone }“ gibt es nicht. Schreib sie wie Europe/Berlin.
picture-week = KW { $week }
picture-trend = Anteil auf den Punkt und Wertung, 0 bis 100
picture-ewma = Wertung
picture-month = { $month }/{ $year }
picture-mix =
    { $weeks ->
        [one] Gezählte Beiträge je Woche
       *[other] Gezählte Beiträge je { $weeks } Wochen
    }
picture-columns =
    { $weeks ->
        [one] Anteil auf den Punkt je Woche
       *[other] Anteil auf den Punkt je { $weeks } Wochen
    }
picture-in-the-way = Am meisten im Weg
picture-nothing = Keine gezählten Beiträge
picture-digest = Wochenbericht { $brand } · KW { $week }
picture-share = { $good } von { $counted } Beiträgen auf den Punkt ({ $percent })
