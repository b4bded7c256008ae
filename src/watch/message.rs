//! An official message arrives, changes, or goes.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::domain::{
    AccountId, Assessment, CommunityId, Counts, Event, Finding, Message, MessageId, Occasion, Origin, People, Reason,
    Subject, Tag, Week,
};
use crate::engine::text;
use crate::store::{Put, Result, Stored, Tx};

use super::{Handled, House, Watch};

/// How long a text counts as said already.
const REPEAT_WINDOW: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The id of the finding the pipeline adds to a repeat.
pub const REPEAT: &str = "repeat";

/// When the drift of a subject is folded, and who is official counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drift {
    /// With each message.
    Now,
    /// Once all of the past is there; who is official, once the page is.
    Later,
}

impl Watch {
    /// Assesses a message and stores what follows from it.
    pub(super) async fn take(
        &self,
        tx: &mut Tx,
        house: &House,
        (event, message): (&Event, &Message),
        drift: Drift,
    ) -> Result<Handled> {
        let community = &event.community;
        // A page of the past was read before the fuse blew, or before somebody was taken off the list.
        if !house.roster.honours(&message.badge) {
            return Ok(Handled::default());
        }
        let mut stored = self.judge(community, house, message);
        stored.live = event.origin == Origin::Live;
        // Only a later form can meet an earlier one; a first form that is stored already changes nothing.
        let before = if message.edited_at.is_some() { tx.message(community, &message.id).await? } else { None };
        if before.as_ref().is_some_and(|m| m.counts == Counts::No(Reason::Disputed)) {
            stored.counts = Counts::No(Reason::Disputed);
        }
        let counts = stored.counts;
        let put = tx.put_message(community, &stored).await?;
        if !matches!(put, Put::New | Put::Changed) {
            return Ok(Handled { put: Some(put), ..Handled::default() });
        }
        if drift == Drift::Now && self.guard(tx, house, event, message).await? {
            return Ok(Handled { fused: true, ..Handled::default() });
        }
        let old_hash = before.map(|m| m.text_hash).filter(|hash| *hash != stored.text_hash);
        let mut repriced = false;
        for hash in old_hash.iter().chain([&stored.text_hash]) {
            repriced |= self.reprice_repeats(tx, event, hash, (stored.posted_at, &stored.message)).await?;
        }
        if event.origin == Origin::Live && matches!(stored.occasion, Occasion::Incident | Occasion::Apology) {
            self.heed_incident(tx, house, event).await?;
        }
        if drift == Drift::Now {
            let subject = subject_of(house, message);
            let person = message.badge.owner().unwrap_or(&message.account);
            self.check_drift(tx, house, event, &subject, Some((&message.id, person))).await?;
            if put == Put::Changed {
                self.settle_card(tx, house, event, &subject).await?;
            }
        }
        let now = if repriced { tx.message(community, &message.id).await? } else { Some(stored) };
        Ok(Handled { assessment: now.map(assessed), counts: Some(counts), put: Some(put), fused: false })
    }

    /// What a message is worth, as it would be stored of the past; nothing is.
    #[must_use]
    pub fn judge(&self, community: &CommunityId, house: &House, message: &Message) -> Stored {
        let hints = house.hints(&message.channel, message.answers_member);
        let (a, mut normalised) = self.engine().recognise(&message.words.0, &hints);
        if is_silent(message) {
            // What says nothing repeats nothing.
            normalised = format!("\n{}", message.id);
        }
        let counts = counts(house, message, &a);
        let (account, account_week) = match house.settings.people {
            People::Off => {
                let week = Week::of(message.posted_at, &house.zone);
                (None, Some(self.0.key.account_week(community, &message.account, week)))
            }
            People::OwnEyes | People::Named => (Some(message.account.clone()), None),
        };
        Stored {
            message: message.id.clone(),
            channel: message.channel.clone(),
            place: message.place.clone(),
            account,
            account_week,
            role: message.badge.role().map(str::to_owned),
            posted_at: message.posted_at,
            edited_at: message.edited_at,
            live: false,
            lang: a.lang,
            occasion: a.occasion,
            base: a.base,
            score: a.score,
            value: a.value,
            tags: a.tags,
            counts,
            text_hash: self.0.key.text(community, &normalised),
            findings: a.findings,
        }
    }

    /// Whether an account wrote a message, or answers for what wrote it; never once nothing tells any more who did.
    #[must_use]
    pub fn answers_for(&self, community: &CommunityId, house: &House, account: &AccountId, message: &Stored) -> bool {
        let key = || self.0.key.account_week(community, account, Week::of(message.posted_at, &house.zone));
        let owns = |author: &AccountId| {
            let senders = house.roster.senders().iter();
            senders.filter(|s| s.id == author.0).any(|s| s.owner.as_ref() == Some(account))
        };
        match &message.account {
            Some(author) => author == account || owns(author),
            None => message.account_week.as_ref().is_some_and(|week| *week == key()),
        }
    }

    /// A message is gone: its repeats are the first now, and drift may be none.
    pub(super) async fn bury(&self, tx: &mut Tx, house: &House, event: &Event, id: &MessageId) -> Result<Handled> {
        let before = tx.message(&event.community, id).await?;
        tx.bury(&event.community, id, event.at).await?;
        if let Some(gone) = before {
            self.reprice_repeats(tx, event, &gone.text_hash, (gone.posted_at, &gone.message)).await?;
            self.check_drift_of(tx, house, event, &gone).await?;
        }
        Ok(Handled::default())
    }

    /// Folds again what a changed stored message belongs to.
    pub(super) async fn check_drift_of(
        &self,
        tx: &mut Tx,
        house: &House,
        event: &Event,
        message: &Stored,
    ) -> Result<()> {
        let subject = match &message.account {
            Some(account) => Subject::Account(account.clone()),
            None => Subject::Channel(message.channel.clone()),
        };
        self.check_drift(tx, house, event, &subject, None).await?;
        self.settle_card(tx, house, event, &subject).await
    }

    /// Prices the repeats among the messages with this hash around one of them, whatever order they came in; whether any
    /// was looked at.
    async fn reprice_repeats(
        &self,
        tx: &mut Tx,
        event: &Event,
        hash: &str,
        (around, own): (Timestamp, &MessageId),
    ) -> Result<bool> {
        let window = (around - REPEAT_WINDOW, around + REPEAT_WINDOW + SignedDuration::from_millis(1));
        let places = tx.same_hash(&event.community, hash, window).await?;
        // The usual case: nobody else said it, and its own new form has no such finding.
        if let [(_, only)] = places.as_slice()
            && only == own
        {
            return Ok(false);
        }
        for (n, (at, id)) in places.iter().enumerate() {
            let said_before = n > 0 && at.duration_since(places[n - 1].0) <= REPEAT_WINDOW;
            self.set_repeat(tx, event, id, said_before).await?;
        }
        Ok(!places.is_empty())
    }

    /// Adds or removes the finding `repeat`.
    async fn set_repeat(&self, tx: &mut Tx, event: &Event, id: &MessageId, repeat: bool) -> Result<()> {
        let Some(mut message) = tx.message(&event.community, id).await? else { return Ok(()) };
        if self.price(&mut message, repeat) {
            let judged = (message.score, message.value);
            tx.rescore(&event.community, id, judged, &message.tags, &message.findings).await?;
        }
        Ok(())
    }

    /// Prices the repeats among messages that are not stored, given by time.
    pub fn price_repeats(&self, messages: &mut [Stored]) {
        let mut said: HashMap<String, Timestamp> = HashMap::new();
        for message in messages {
            let before = said.insert(message.text_hash.clone(), message.posted_at);
            self.price(message, before.is_some_and(|at| message.posted_at.duration_since(at) <= REPEAT_WINDOW));
        }
    }

    /// A repeat's points bring the score down to the upper cut of `thin`; whether anything changed.
    fn price(&self, message: &mut Stored, repeat: bool) -> bool {
        let is_now = message.findings.iter().any(|f| f.heuristic == REPEAT);
        if is_now == repeat {
            return false;
        }
        message.findings.retain(|f| f.heuristic != REPEAT);
        message.tags.retain(|tag| *tag != Tag::Repeat);
        let own: f64 = message.base + message.findings.iter().map(|f| f.points).sum::<f64>();
        let model = self.engine().model();
        let mut sum = own;
        if repeat {
            // A tenth below the cut, because the cut itself is `padded`.
            let points = ((model.padded_from() - 0.1) - own).min(0.0);
            let end = message.findings.iter().map(|f| f.span.end).max().unwrap_or(0);
            message
                .findings
                .insert(0, Finding { heuristic: REPEAT.to_owned(), tag: Some(Tag::Repeat), span: 0..end, points });
            message.tags.push(Tag::Repeat);
            sum += points;
        }
        message.score = ((sum * 10.0).round() / 10.0).clamp(0.0, 100.0);
        message.value = model.value(message.score);
        true
    }
}

/// Whether a message counts, or the first reason why not.
#[must_use]
pub fn counts(house: &House, message: &Message, assessment: &Assessment) -> Counts {
    let no = [
        (assessment.lang.is_none() || is_silent(message), Reason::Unreadable),
        (message.badge.machine(), Reason::Machine),
        (house.is_paused(message.posted_at), Reason::Paused),
        (message.answers_member, Reason::Reply),
        (!house.is_stage(&message.channel) && !message.calls_all, Reason::Floor),
    ];
    no.into_iter().find(|(holds, _)| *holds).map_or(Counts::Yes, |(_, reason)| Counts::No(reason))
}

/// Whether there is nothing to read: a picture alone, or words that the platform keeps to itself.
fn is_silent(message: &Message) -> bool {
    !message.words.0.chars().any(|c| c.is_alphanumeric() || text::is_emoji(c))
}

fn subject_of(house: &House, message: &Message) -> Subject {
    match house.settings.people {
        People::Off => Subject::Channel(message.channel.clone()),
        People::OwnEyes | People::Named => Subject::Account(message.account.clone()),
    }
}

fn assessed(stored: Stored) -> Assessment {
    let Stored { lang, score, value, tags, occasion, base, findings, .. } = stored;
    Assessment { lang, score, value, tags, occasion, base, findings }
}
