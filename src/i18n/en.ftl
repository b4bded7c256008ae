# Everything Punktum says in English. A test compares keys and placeholders with de.ftl.
# Keys that begin with part- are parts of other texts and each language's own.

## Days, periods, lists

day =
    { $n ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
day-short =
    { $n ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
part-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
today = today
date-day = { $day }
date-month = { $day } { part-month }
date-year = { $day } { part-month } { $year }
since-today = since today
since-day = since { $day }
since-date = since { $date }
moment = { $day }, { $time }
period = { $from } to { $to }
list = { $most } and { $last }

## Tags, verdicts

tag-smalltalk = small talk
tag-phrases = stock phrases
tag-around = long opening
tag-bribe = gift
tag-bait = reaction bait
tag-selfpraise = self-praise
tag-pitch = advertising
tag-vague = no specifics
tag-repeat = repeat
tag-fact = fact
tag-service = help
tag-resource = resource
tag-decision = decision
tag-invitation = invitation
tag-made = something made

value-to_the_point = to the point
value-padded = padded
value-thin = thin
value-empty = empty

## What is looked for, in the plural: "Most in the way: long openings (6)"

heuristic-smalltalk = small talk
heuristic-phrases = stock phrases
heuristic-hype = loud words
heuristic-thanks = thanks and sympathy without an answer
heuristic-emoji = rows of emoji
heuristic-around = long openings
heuristic-bribe = gifts
heuristic-bait = reaction bait
heuristic-selfpraise = words of self-praise
heuristic-pitch = advertising lines
heuristic-vague = announcements without a date
heuristic-bare_link = links without a word about them
heuristic-amount = amounts and prices
heuristic-date = dates
heuristic-version = versions
heuristic-place = places
heuristic-answer = plain answers
heuristic-howto = instructions
heuristic-status = status reports
heuristic-resource = resources
heuristic-decision = decisions
heuristic-invitation = invitations
heuristic-made = finished things
heuristic-wording = other wording
heuristic-own_padding = phrases on your own list
heuristic-own_substance = terms on your own list
heuristic-repeat = repeats
heuristic-context = length and structure

## The nudge

part-share =
    { $all ->
        [yes]
            { $steps ->
                [one] In **{ $channel }**, the one post { $since }
               *[other] The last { $steps } posts in **{ $channel }** { $since }
            }
       *[no] In **{ $channel }**, { $times } of the last { $steps } posts { $since }
    }
nudge-smalltalk =
    { $times ->
        [one] { part-share } chats instead of informing.
       *[other] { part-share } chat instead of informing.
    }
nudge-phrases =
    { $times ->
        [one] { part-share } puts stock phrases where facts could stand.
       *[other] { part-share } put stock phrases where facts could stand.
    }
nudge-around =
    { $times ->
        [one] { part-share } opens at length; the point comes last.
       *[other] { part-share } open at length; the point comes last.
    }
nudge-bribe =
    { $times ->
        [one] { part-share } offers gifts and little information.
       *[other] { part-share } offer gifts and little information.
    }
nudge-bait =
    { $times ->
        [one] { part-share } asks for reactions without saying what for.
       *[other] { part-share } ask for reactions without saying what for.
    }
nudge-selfpraise =
    { $times ->
        [one] { part-share } praises the brand and leaves the reader out.
       *[other] { part-share } praise the brand and leave the reader out.
    }
nudge-pitch =
    { $times ->
        [one] { part-share } advertises without information.
       *[other] { part-share } advertise without information.
    }
nudge-vague =
    { $times ->
        [one] { part-share } promises news and carries none.
       *[other] { part-share } promise news and carry none.
    }
nudge-repeat =
    { $times ->
        [one] { part-share } repeats what was said before.
       *[other] { part-share } repeat what was said before.
    }
nudge-other =
    { $times ->
        [one] { part-share } says little that is new.
       *[other] { part-share } say little that is new.
    }

nudge-latest = Latest: "{ $quote }"
nudge-shorter = Latest, in its own words:
nudge-trimmed = "{ $text }"
nudge-less =
    { $words ->
        [one] 1 word less, every fact kept.
       *[other] { $words } words less, every fact kept.
    }
nudge-needs = The latest needs { $needed } of its { $words } words, every fact kept.
nudge-nothing-left = After trimming, nothing is left. Add what and when, or skip the post until both are known.

nudge-out-smalltalk = Add what is new, or skip the post.
nudge-out-phrases = A number or an example says more. If there is none, drop the sentence.
nudge-out-around = The point belongs in the first sentence; the rest can go.
nudge-out-bribe = Add information that is of use without the prize. If there is none, skip the post.
nudge-out-bait = Say what happens with the answers and by when, or drop the question.
nudge-out-selfpraise = Say what readers get from it, or skip the post.
nudge-out-pitch = Price, scope and date turn it into information.
nudge-out-vague = With a date it is news. If there is none yet, hold the next post until there is.
nudge-out-vague-empty = { nudge-nothing-left }
nudge-out-repeat = Add what is new: a deadline, a place or an answer. If nothing is new, skip the post.
nudge-out-other = Add what is new, or skip the post.

nudge-neutral = { $name }, a note on { $channel }.
nudge-neutral-nobody = A note on { $channel }.
nudge-neutral-closed = { $name }, a note on { $channel }. It could not be delivered as a direct message.
button-show = Show
button-helps = Helps
button-unfit = Doesn't fit
button-pause = Pause
nudge-done-helps = Noted: helpful.
nudge-done-unfit = Noted: did not fit. The post no longer counts.
nudge-done-pause = Paused until { $until }. Until then no notes, and posts do not count.
nudge-gone = The note on { $channel } is settled.
nudge-other-reader = This note is shown only to the person it names.

## To the staff

welcome =
    Punktum checks whether { $brand }'s own posts come to the point. Members' messages are dropped unread.
    Whoever manages the server begins with `/setup`; it takes about 5 minutes.
staff-ask-pause =
    Two incident or apology posts within an hour: notes are on hold for 24 hours.
    During a pause, posts do not count either. Start a pause?
staff-button-pause =
    { $hours ->
        [one] Pause for 1 hour
       *[other] Pause for { $hours } hours
    }
staff-button-resume = No pause
staff-muted =
    The rule "{ $heuristic }" is off from now on: { $unfit } of { $all } notes on it did not fit.
    To switch it on again: `/settings undo`
staff-unmuted = The rule "{ $heuristic }" is on again.
staff-observed =
    { $n ->
        [0] After a week of observing: no note would have gone out.
        [one] After a week of observing: 1 note would have gone out.
       *[other] After a week of observing: { $n } notes would have gone out.
    }
    At this pace: { $rate }. Should notes go out from now on?
staff-button-on = Switch on
staff-button-another-week = Another week
staff-button-digest = Digest only
staff-fused =
    The role { $role } is no longer scored: within 24 hours { $people } accounts counted as official, more than 50.
    What was stored from it is erased. To check: `/settings senders`
staff-named =
    From now on { $brand } has figures per account, visible to admins. Switched on by { $name }, { $date }.
    To switch it off: `/settings people`

## The digest

digest-title = **Weekly digest { $brand } · week { $week } ({ $period })**
digest-share = **{ $good } of { $counted } posts came to the point ({ $percent }).**
digest-before =
    { $change ->
        [rise] Week before { $percent }: a clear rise.
        [fall] Week before { $percent }: a clear fall.
       *[none] Week before { $percent }: no clear difference.
    }
digest-few =
    { $counted ->
        [one] **1 post counted; a share is given from 5 on.**
       *[other] **{ $counted } posts counted; a share is given from 5 on.**
    }
digest-none = **No post counted.**
digest-best = **Best post:** { $link } · { $why }
digest-in-the-way = **Most in the way:** { $items }.
digest-item = { $name } ({ $n })
digest-notes = **Notes:** { $items }
digest-notes-none = none
digest-notes-helpful = { $n } of them helpful
digest-notes-unfit = { $n } did not fit
digest-notes-disputed =
    { $n ->
        [one]
            { $same ->
                [yes] the post no longer counts
               *[no] 1 post no longer counts
            }
       *[other] { $n } posts no longer count
    }
digest-notes-unanswered = no answer yet
digest-not-counted = **Not counted:** { $items }.
digest-gifts = **Gifts:** in { $percent } of the counted posts.
digest-remains = **What remains, 12 weeks:** { $items }.
digest-remains-made =
    { $n ->
        [one] 1 fix
       *[other] { $n } fixes
    }
digest-remains-decisions =
    { $n ->
        [one] 1 decision with its reason
       *[other] { $n } decisions with their reasons
    }
digest-remains-invitations =
    { $n ->
        [one] 1 invitation
       *[other] { $n } invitations
    }
digest-explain = How it is counted: { $link }

reason-reply =
    { $n ->
        [one] 1 reply to a member
       *[other] { $n } replies to members
    }
reason-floor =
    { $n ->
        [one] 1 post in talk channels
       *[other] { $n } posts in talk channels
    }
reason-machine =
    { $n ->
        [one] 1 automated message
       *[other] { $n } automated messages
    }
reason-paused =
    { $n ->
        [one] 1 post during a pause
       *[other] { $n } posts during a pause
    }
reason-unreadable =
    { $n ->
        [one] 1 post without readable text
       *[other] { $n } posts without readable text
    }
reason-disputed =
    { $n ->
        [one] 1 disputed post
       *[other] { $n } disputed posts
    }
digest-pause =
    { $posts ->
        [0] { part-hours }
        [one] 1 post during { part-hours }
       *[other] { $posts } posts during { part-hours }
    } of pause ({ $days })
part-hours =
    { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }

why-sentences =
    { $n ->
        [1] { $what } in one sentence.
        [2] { $what } in two sentences.
        [3] { $what } in three sentences.
        [4] { $what } in four sentences.
        [5] { $what } in five sentences.
        [6] { $what } in six sentences.
       *[other] { $what } in { $n } sentences.
    }

## The picture of the digest, in words

alt-share =
    { $weeks ->
        [one] Share of posts to the point: { $latest } in week { $week }
       *[other] Share of posts to the point over { $weeks } weeks: { $lowest } to { $highest }, latest { $latest } in week { $week }
    }
alt-share-before =
    { $weeks ->
        [one] Share of posts to the point: { $highest } in an earlier week, too few posts in week { $week }
       *[other] Share of posts to the point over { $weeks } weeks: { $lowest } to { $highest }, too few posts in week { $week }
    }
alt-no-share = Share of posts to the point: no week with enough posts up to week { $week }
alt-ewma = smoothed score latest { $score } of 100
alt-mix = Week { $week }: { $items }
alt-mix-item = { $n } { $value }
alt-in-the-way = most in the way { $items }

## Rights, and lines that are read

rights-admin = Only those who manage the community can do this.
rights-enrolled = Only accounts that post for the brand can do this.
parse-unknown = There is no /{ $command }. /punktum help shows all commands.
parse-which = Did you mean one of these? { $commands }
parse-too-much = Too much: "{ $word }". Write it like this: /{ $command }
parse-missing = Missing: { $option }. Write it like this: { $usage }
parse-number = { $option } is a number from { $low } to { $high }.
parse-choice = { $option } is one of these: { $choices }

## What each command does, beside its name

command-audit-community = What all posts of the last weeks were worth
command-audit-channel = The same for one channel
command-audit-account = The same for one account
command-audit-message = One post, with its evidence
command-draft = Check a text before it is posted
command-digest-preview = The running week as a digest
command-digest-now = Post the last digest again
command-digest-schedule = When and where the digest is posted
command-settings-senders = Whose posts are checked
command-settings-channels = Stages, floors and the staff channel
command-settings-rules = Switch rules on and off
command-settings-words = The brand's own words
command-settings-sensitivity = How soon drift is noticed
command-settings-nudging = Whether notes go out
command-settings-people = What is kept about people
command-settings-language = Language, time zone, brand, contact
command-settings-digest = When and where the digest is posted
command-settings-undo = Undo the last change
command-settings-doctor = What is set, what is missing
command-settings-leave = Export everything and erase it
command-nudge-show = The latest note for you
command-nudge-dm = Get notes as direct messages
command-nudge-pause = No notes for a while
command-nudge-off = No notes for you
command-nudge-helps = A note helped
command-nudge-unfit = A note did not fit
command-pause = Posts do not count for a while
command-setup = Set everything up, page by page
command-punktum-help = This list
command-punktum-about = What Punktum does
command-punktum-privacy = What is kept; export it or erase it

## Settings

settings-change = To change it: { $command }
settings-channel-unknown = There is no channel { $name }. Known: { $known }

settings-senders-none = Nobody is enrolled yet, so nothing is scored. To enrol an account: { $command }
settings-senders-list =
    { $n ->
        [one] **1 official sender**
       *[other] **{ $n } official senders**
    }
settings-senders-role = role { $name }
settings-senders-webhook = webhook { $name }
settings-senders-owner = , notes to { $name }
settings-senders-machine = , automated, does not count
settings-senders-added = Official from now on: { $sender }.
settings-senders-removed = No longer official: { $sender }. What is stored stays.
settings-senders-size =
    { $n ->
        [one] The role has 1 account.
       *[other] The role has { $n } accounts.
    }
settings-senders-size-unknown = How many accounts the role has is not known.
settings-senders-size-missing = How many accounts the role has is not known. Give the number: { $command }
settings-senders-many = The role has { $n } accounts, more than { $most }. If all of them post for the brand, give the number: { $command }
settings-senders-unknown = { $name } is not enrolled. To see who is: { $command }
settings-senders-who = Missing: the account. Write it like this: { $command }
settings-senders-everyone = That would score the members. Enrol the role of the staff, or single accounts.
settings-senders-owner-missing = A webhook cannot get notes. Name the person who gets them instead: { $owner }. If nobody writes its posts, enrol it as automated: { $machine }

settings-channels-list =
    Stages, where all posts count: { $stages }
    Floors, where only posts with `@everyone` or `@here` count: { $floors }
    Staff channel: { $staff }
    To change it: { $command }
settings-channels-which = Missing: the channel. Write it like this: { $command }
settings-channels-stage = { $channel } is a stage: official posts count there.
settings-channels-floor = { $channel } is a floor: only posts with `@everyone` or `@here` count there.
settings-channels-staff = { $channel } is the staff channel: notes and questions go there.

settings-rules-list-none = No rule is off.
settings-rules-list-off = **Off everywhere:** { $items }
settings-rules-list-off-in = **Off in { $channel }:** { $items }
settings-rules-list-on = **On:** { $items }
settings-rules-on = `{ $id }` ({ $name }) is on.
settings-rules-on-in = `{ $id }` ({ $name }) is on in { $channel }.
settings-rules-off = `{ $id }` ({ $name }) is off: from the next post on it costs and earns nothing.
settings-rules-off-in = `{ $id }` ({ $name }) is off in { $channel }: from the next post on it costs and earns nothing there.
settings-rules-still-off-in = Still off in { $channels }.
settings-rules-off-everywhere = `{ $id }` is off everywhere, so no single channel can have it. To switch it on: { $command }
settings-rules-unknown = There is no rule { $name }. Nearest: { $near }

settings-words-none = No words of the brand yet.
settings-words-list-substance = **Substance ({ $n }):** { $items }
settings-words-list-substance-in = **Substance in { $channel } ({ $n }):** { $items }
settings-words-list-padding = **Padding ({ $n }):** { $items }
settings-words-list-padding-in = **Padding in { $channel } ({ $n }):** { $items }
settings-words-substance = "{ $phrase }" counts as substance from the next post on.
settings-words-substance-in = "{ $phrase }" counts as substance in { $channel } from the next post on.
settings-words-padding = "{ $phrase }" counts as padding from the next post on.
settings-words-padding-in = "{ $phrase }" counts as padding in { $channel } from the next post on.
settings-words-removed = "{ $phrase }" is off the list.
settings-words-unknown = "{ $phrase }" is not on the list. Nearest: { $near }
settings-words-how = Missing: the list or the phrase. Write it like this: { $command }
settings-words-length = A phrase has 1 to { $most } characters, one of them a letter or a number.
settings-words-full = The list is full with { $most } phrases. Remove one first: { $command }

settings-sensitivity-promise = { $step }: { $rate }; real drift shows after { $posts } posts.
settings-sensitivity-in-weeks =
    { $weeks ->
        [one] about one false note a week
       *[other] about one false note in { $weeks } weeks
    }
settings-sensitivity-in-posts = about one false note in { $posts } posts
settings-sensitivity-rare = less than one false note in 10 years
settings-sensitivity-often = more than one false note a week
settings-sensitivity-basis-none = No post counted in the last 4 weeks; calculated with a healthy mix.
settings-sensitivity-basis-healthy =
    { $n ->
        [one] Calculated with the pace of the last 4 weeks (1 post counted) and, until { $enough } have counted, a healthy mix.
       *[other] Calculated with the pace of the last 4 weeks ({ $n } posts counted) and, until { $enough } have counted, a healthy mix.
    }
settings-sensitivity-basis-own = Calculated with the pace and the mix of the last 4 weeks ({ $n } posts counted).

settings-nudging-on = Notes go out when posts drift.
settings-nudging-observe = Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.
settings-nudging-digest = No notes, only the weekly digest.

settings-people-off = People: off. Drift is watched per channel, and no account is kept with a post.
settings-people-self = People: self. Drift is shown to the account alone; accounts are erased from posts after 35 days.
settings-people-named = People: named. Admins see figures per account.
settings-people-agreement = Figures per account first need the agreement of the staff or their works council. Once you have it: { $command }
settings-people-no-staff = Everyone enrolled must be told, and there is no staff channel to tell them in. First: { $command }
settings-people-announced = It will be announced in { $channel }.
settings-people-erased = Accounts are erased from all posts, notes and answers.
settings-people-figures-erased = The figures per account are erased.

language =
    { $language ->
        [de] German
       *[en] English
    }
settings-language-list =
    Language: { language }
    Time zone: { $zone }
    Brand: { $brand }
    Contact for complaints: { $contact }
settings-language-zone = There is no time zone { $zone }. Write it like Europe/Berlin.
settings-language-length = That is too long: at most { $most } characters, in one line.

setting-brand = Brand
setting-language = Language
setting-time-zone = Time zone
setting-staff-channel = Staff channel
setting-contact = Contact
setting-digest = Weekly digest
setting-sensitivity = Sensitivity
setting-people = People
setting-nudging = Notes
setting-rules = Rules and words
setting-other = { $key }

settings-person-erased = an erased account
settings-undo-none = There is nothing to undo.
settings-undo-done = Undone: { $what }. It had stood { $since }, set by { $name }.
settings-undo-unknown = The last change ({ $what }) cannot be undone here.
settings-undo-sender-added = { $sender } is no longer official
settings-undo-sender-removed = { $sender } is official again
settings-undo-sender-changed = { $sender } is as before

settings-leave-file = The stored rows as JSON and CSV
settings-leave-ask = Everything held about { $brand } is handed over as a file and erased at once, for good; then Punktum leaves. To do so: { $command }
settings-leave-wrong = Leaving needs the name of the brand: { $command }
settings-leave-done = Everything held about { $brand } is erased. This file is the only copy. Punktum leaves now.

## The check

doctor-all-fine = **Everything is in order**
doctor-todo =
    { $n ->
        [one] **1 thing to do**
       *[other] **{ $n } things to do**
    }
doctor-fine = **In order**
doctor-content-missing = Discord shows only posts that mention Punktum: Message Content is not granted, or DISCORD_MESSAGE_CONTENT is off. Drafts and the menu "Audit this message" work.
doctor-unread =
    { $n ->
        [one] 1 event since the start could not be read. Is there a newer version?
       *[other] { $n } events since the start could not be read. Is there a newer version?
    }
doctor-staff-missing = No staff channel: notes have nowhere to go.
doctor-staff = Staff channel: { $channel }.
doctor-stages-missing = No stage: only posts with `@everyone` or `@here` count.
doctor-stages = Stages: { $channels }.
doctor-senders-missing = Nobody is enrolled: nothing is scored.
doctor-senders =
    { $n ->
        [one] 1 official sender.
       *[other] { $n } official senders.
    }
doctor-digest-missing = The digest has no channel.
doctor-digest = Next digest: { $when }, in { $channel }.
doctor-language = Language { language }, time zone { $zone }, now { $now }.
doctor-contact-missing = No contact for complaints: members do not know whom to ask.
doctor-contact = Contact for complaints: { $contact }.
doctor-paused = Paused until { $until }: no notes, and posts do not count.
doctor-outbox = Nothing waits to be sent.
doctor-outbox-late =
    { $n ->
        [one] 1 message by Punktum has waited for over 10 minutes. Check whether it may write in { $channel }.
       *[other] { $n } messages by Punktum have waited for over 10 minutes. Check whether it may write in { $channel }.
    }
doctor-outbox-stuck =
    { $n ->
        [one] 1 message by Punktum is stuck on its way. After a restart it looks whether the message arrived.
       *[other] { $n } messages by Punktum are stuck on their way. After a restart it looks whether they arrived.
    }
doctor-reading = What was posted in the meantime is still being read.
doctor-closed = In { $channels }, what was missed cannot be read: allow Punktum to read the message history there.
doctor-skipped =
    { $n ->
        [one] One missed message was left
       *[other] { $n } missed messages were left
    } unread: too many authors to ask for the roles of all. Enrol accounts instead of a role.
doctor-rules = No rule is off.
doctor-rules-off = Rules that are off: { $items }.
doctor-sensitivity = Sensitivity { $promise }

## Notes and pauses

nudge-no-note = There is no note for you.
nudge-unknown = There is no note { $id }. To see the latest: { $command }
nudge-dm-on = Notes come to you as direct messages. To switch it off: { $command }
nudge-dm-off = Notes come as a card in the staff channel that only you can open. As direct messages: { $command }
nudge-dm-closed = You asked for direct messages, but the last one was refused. Allow them in your privacy settings, then: { $command }
nudge-off = No notes for you any more. To get them again: { $command }
nudge-on = Notes come again. To switch them off: { $command }
pause-ended = The pause is over: posts count again, and notes can come.
pause-none = There is no pause. To start one of 24 hours: { $command }

## About

about-what =
    Punktum checks whether { $brand }'s own posts come to the point. Not yours: { $platform ->
        [discord] Discord
        [matrix] Matrix
       *[other] the platform
    } delivers them, Punktum drops them unread.
about-contact = Complaints: { $contact }.
about-version = Version { $version } · Commands: { $command }

privacy-members = **Members:** what they write is dropped unread; neither words nor authors are kept. If a message is deleted right after it was posted, its id stays for 35 days: it could have been an official one.
privacy-posts = **Posts of the brand:** id, channel, time, score and findings, and a keyed hash that only recognises repeats. Never the words.
privacy-accounts-off = **Accounts:** none is kept with a post. A keyed hash tells them apart until the week is closed. A note knows its person until it is settled; after that a keyed hash stays for at most 35 days.
privacy-accounts-self = **Accounts:** kept with posts and notes for at most 35 days.
privacy-accounts-named = **Accounts:** kept with posts and notes. An admin confirmed that the staff or their works council agreed.
privacy-others = **Also:** who is enrolled, who changed a setting, and what an account asked for (direct messages, pauses).
privacy-seen = **Who sees it:** a note is shown to the person it is for. Digests and audits name nobody.
privacy-seen-named = **Who sees it:** a note is shown to the person it is for. Admins see figures per account.
privacy-how-long = **How long:** as long as the bot is here. Once it is removed, everything is erased after 30 days.
privacy-own = **Your rows:** get them with { $export }, erase them with { $erase }
privacy-erasure = **Erasure:** ask { $contact }. Admins erase everything at once: { $command }
privacy-erasure-admin = **Erasure:** ask whoever manages the community. They erase everything at once: { $command }
privacy-export-own = All rows that name you, as JSON and CSV.
privacy-export-account = All rows that name { $name }, as JSON and CSV.
privacy-export-all = Everything held about { $brand }, as JSON and CSV.
privacy-export-unnamed = Everything held about { $brand }, as JSON and CSV. Posts and notes are without their account; each gets its own rows with { $command }
privacy-export-others = Rows of other accounts are handed over only with people set to named: /settings people named.
privacy-too-large = This is too large for a message; nothing was changed. Whoever runs the bot gets it with { $command }
privacy-nothing-own = Nothing is held about you.
privacy-nothing-account = Nothing is held about { $name }.
privacy-erase-ask-own =
    Your id is erased everywhere, for good: from posts, notes, answers, settings and the list of senders. Figures on you go, those of the channels stay.
    New posts count again only once you are enrolled or have an enrolled role.
privacy-erase-ask-account =
    The id of { $name } is erased everywhere, for good: from posts, notes, answers, settings and the list of senders. Figures on the account go, those of the channels stay.
    New posts count again only once the account is enrolled or has an enrolled role.
privacy-erase-button = Erase for good
privacy-erase-ask-all = Everything held about { $brand } is handed over as a file and erased at once, for good. To confirm it, the name of the brand is needed.
privacy-erase-button-all = Type the name of the brand
privacy-erase-wrong = To erase everything, the name of the brand is needed: { $command }
privacy-erased = Erased. No table holds this id any more.

## Setting up, page by page

setup-channels = **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
setup-stages = Stages
setup-senders = **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
setup-senders-menu = Roles and accounts
setup-count = Give the number of accounts
setup-language = **Setup, 3 of 4: language**
    Time zone: { $zone } ({ $now })
    Contact for complaints: { $contact }
setup-zone = Other time zone
setup-digest = **Setup, 4 of 4: weekly digest**
    Next digest: { $next }, in { $channel }
setup-day = Day
setup-hour = Hour
setup-next = Next
setup-back = Back
setup-look = First look
look-nobody = Nobody is enrolled yet: there is nothing to look at, and nothing is scored.
look-share = **{ $good } of { $counted } posts of the last 28 days came to the point ({ $percent }).**
look-shorter =
    { $n ->
        [one] One of them, shorter in the same words:
       *[other] { $n } of them, shorter in the same words:
    }
look-partly = Not all could be read: something is closed to Punktum, or there was too much.
look-done = New posts are scored from now on. Nothing from this look is kept.

## The console

console-welcome =
    Punktum on the console. A line is a post of the brand on #news; @name and #talk before it change who posts and where.
    Also: /edit ID text, /delete ID, /reply ID text, /time +3d or /time 2027-11-29T09:00.
    /punktum help shows all commands; the end of the input ends the program.
console-member = { $id }  post by { $name }, dropped unread: members are not judged.
console-deleted = { $id }  deleted
console-unknown = There is no official post { $id }.
console-words = The text is missing.
console-reply = Write it like this: /reply ID text
console-edit = Write it like this: /edit ID text
console-delete = Write it like this: /delete ID
console-time = Write it like this: /time +3d (m, h, d, w) or /time 2027-11-29T09:00
console-time-back = The clock only goes forwards.
console-utf8 = Line { $line } is not UTF-8, from byte { $byte } on. It was passed over.
internal = That did not work, and the fault is the program's. It is in the log.

## The replay of exports

replay-no-file = There is no export here: files that end with .json.
replay-unreadable = { $file } cannot be read: { $reason }
replay-cut = { $file } is cut off at byte { $offset }, where { $what } was expected. What came before is kept.
replay-broken = { $file }, byte { $offset }: expected { $what }. What came before is kept.
replay-wanted-export = an export of DiscordChatExporter as JSON, with guild, channel and messages
replay-wanted-field = "{ $field }" as DiscordChatExporter writes it
replay-wanted-text = a text in UTF-8
replay-wanted-end = the end of the file
replay-wanted-smaller = a message of at most 16 MB
replay-nobody-named = Who posts for the brand? Nobody is named.
replay-nobody-called = Nobody is called { $name }.
replay-several = { $name } stands for several; give the id:
replay-no-channel = No channel is called { $name }.
replay-channels = Channels: { $channels }
replay-accounts = Most posts on { $server }, by account (number, name, id):
replay-roles = By role:
replay-no-roles = The export tells no roles.
replay-bot = , bot
replay-type =
    To replay: punktum replay { $files } --official NAME
    More than one: --official again, or --official-role for a role; --all takes every account.
replay-fused = The role { $role } makes more than 50 accounts official within a day, so it is one of members. Nothing of it is kept; name accounts instead.
replay-read = { $server }: { $posts ->
        [one] 1 post
       *[other] { $posts } posts
    } read, { $official } of them official.
replay-all = Every account is taken as official: { $accounts }. Posts of bots are not counted.
replay-stages = Counted are the posts on the stage: { $channels }.
replay-stages-other = Other channels: --stage CHANNEL
replay-no-stage = No channel is a stage, so only posts that call everyone count. To name one: --stage CHANNEL

## Discord

discord-menu-audit = Audit this message
discord-form-draft = Check a draft
discord-form-text = Text
discord-old = This button or command does not exist any more.
discord-not-here = Punktum is not active on this server. Invite it, then begin with `/setup`.
discord-foreign = This button belongs to another server.

## The report for copywriters

report-head = { $score } of 100 points, { $verdict }
report-sum = Base { $base }, small findings and form { $rest }.
report-nothing-left = After trimming, nothing is left.
report-shorter = Shorter:

console-uncounted =
    { $reason ->
        [reply] does not count: answers a member
        [floor] does not count: no stage channel
        [machine] does not count: unattended
        [paused] does not count: pause
        [disputed] does not count: disputed
       *[other] does not count: not readable
    }
# Audit
audit-share-community = **Of { $counted } posts on the stage { $percent } came to the point.**
audit-share-channel = **Of { $counted } posts in { $channel } { $percent } came to the point.**
audit-share-own = **Of your { $counted } posts { $percent } came to the point.**
audit-share-account = **Of { $counted } posts by { $name } { $percent } came to the point.**
audit-before =
    { $change ->
        [rise] In the { $days } days before it was { $percent }: a clear rise.
       *[fall] In the { $days } days before it was { $percent }: a clear fall.
    }
audit-period = **Period:** { $period }
audit-mix = **Verdicts:** { $items }.
audit-mix-item = { $n } { $value }
audit-best = **Best posts:**
audit-worst = **Farthest from the point:**
audit-place = - { $link } · { $what } ({ $score })
audit-nudges = **Notes:** { $items }.
audit-nudges-sent = { $n } delivered
audit-nudges-helpful = { $n } of them helpful
audit-nudges-unfit =
    { $n ->
        [one] 1 did not fit
       *[other] { $n } did not fit
    }
audit-nudges-would-have = { $n } only recorded
audit-notes =
    { $n ->
        [0] **No note would have gone out.**
        [one] **1 note would have gone out:**
       *[other] **{ $n } notes would have gone out:**
    }
audit-note = - { $date } · { $note } { $link }
audit-notes-older =
    { $n ->
        [one] - one earlier, and then:
       *[other] - { $n } earlier ones, and then:
    }
audit-channels = **By channel:**
audit-channel-line = - { $channel }: { $good } of { $counted } to the point ({ $percent })
audit-channel-few = - { $channel }: { $counted } counted
audit-channels-more =
    { $n ->
        [one] - and one more channel
       *[other] - and { $n } more channels
    }
audit-merged = Weeks of a channel with fewer than { $n } posting accounts are part of the total alone.
audit-forgotten = After { $days } days a post belongs to no account any more; older ones are not here.
audit-progress = { $done } of { $days } days read
audit-live =
    { $n ->
        [one] One post is older than what is stored and was read just now; it is not kept.
       *[other] { $n } posts are older than what is stored and were read just now; they are not kept.
    }
audit-too-much = There was more to read than one audit takes; with fewer days it is complete.
audit-skipped =
    { $n ->
        [one] One message was left
       *[other] { $n } messages were left
    } unread: too many authors to ask for the roles of all.
audit-unread = Older posts cannot be read in { $channels }.
audit-no-picture = A picture needs at least { $n } counted posts.
audit-csv =
    { $n ->
        [one] Table of one post, without its words
       *[other] Table of { $n } posts, without their words
    }
audit-title = Audit { $brand } · { $period }
audit-channel-unknown = There is no channel "{ $channel }" here. /settings channels shows all.
audit-account-off = Nothing is kept per account here (people: off). /audit channel shows a channel.
audit-account-others = Only admins see other accounts. /audit account me shows your own posts.
audit-account-unnamed = The audit shows other accounts only with people set to named: /settings people named.
audit-message-unknown = No official post is stored for "{ $message }". The number is in the link of the post.
audit-message-others = Only admins and its author see a post here. /audit account me shows your own.
audit-message = **{ $link } · { $value } ({ $score } of 100)**
audit-message-unread = **{ $link }**
audit-message-counts =
    { $counts ->
        [yes] It counts.
        [reply] It does not count: a reply to a member.
        [floor] It does not count: a post in a talk channel.
        [machine] It does not count: an automated message.
        [paused] It does not count: a post during a pause.
        [unreadable] It does not count: no readable text.
       *[disputed] It does not count: disputed.
    }
audit-findings = **Findings in points:**
audit-finding = - { $points } { $name }
audit-finding-quoted = - { $points } { $name }: "{ $quote }"
audit-base =
    { $n ->
        [0] - { $base } base
        [one] - { $base } base, { $points } from 1 more finding
       *[other] - { $base } base, { $points } from { $n } more findings
    }
audit-message-no-words = The text could not be fetched, so the findings stand without quotes.
audit-message-other-words = The text has changed since, so the findings stand without quotes.
audit-shorter = **Shorter, in the same words:**

# Draft
draft-fits = To the point. Ready to post.
draft-shorter = Shorter, in your words: { $text }
draft-missing =
    { $what ->
        [when] Missing: when.
        [where] Missing: where.
        [how_much] Missing: how much.
       *[how] Missing: how.
    }
draft-nothing-new = Nothing new in it. Not posting is the better message here.
draft-cost = Costs most: { $name } ("{ $quote }"). { $why }
draft-cost-wording = Costs most: "{ $quote }" ({ $tag }).
draft-why-own = The list counts it as padding.
draft-unreadable = This is neither English nor German. A draft in one of the two can be checked.

# The digest on demand, its picture
digest-running = Preview, the week is still running.
digest-explained = /punktum about
digest-now = The preview of the running week goes to { $channel }.
digest-nowhere = No channel is set for the weekly digest. To set one: /digest schedule channel:team
digest-schedule = Weekly digest: { $day }, { $time }, in { $channel }, time zone { $zone }. Next: { $next }.
digest-schedule-nowhere = Weekly digest: { $day }, { $time }, time zone { $zone }. Next: { $next }.
digest-zone-unknown = There is no time zone "{ $zone }". Write it like Europe/Berlin.
picture-week = W { $week }
picture-trend = Share to the point and score, 0 to 100
picture-ewma = score
picture-month = { $month }/{ $year }
picture-mix =
    { $weeks ->
        [one] Counted posts per week
       *[other] Counted posts per { $weeks } weeks
    }
picture-columns =
    { $weeks ->
        [one] Share of posts to the point per week
       *[other] Share of posts to the point per { $weeks } weeks
    }
picture-in-the-way = Most in the way
picture-nothing = No counted posts
picture-digest = Weekly digest { $brand } · week { $week }
picture-share = { $good } of { $counted } posts to the point ({ $percent })
