//! An official message arrives, changes, or goes.

use crate::domain::{
    AccountId, Assessment, CommunityId, Counts, Event, Message, MessageId, Occasion, Origin, People, Reason, Subject,
    Week,
};
use crate::engine::text;
use crate::store::{Put, Result, Stored, Tx};

use super::recall::Recent;
use super::repeat::said;
use super::{Handled, House, Watch};

/// An event's message with what it is worth.
pub(super) struct Judged<'a> {
    event: &'a Event,
    message: &'a Message,
    stored: Stored,
}

impl Watch {
    /// The official messages among events, with what they are worth. A page of the past was read before the fuse blew, or
    /// before somebody was taken off the list.
    pub(super) fn judged<'a>(&self, house: &House, events: &'a [Event]) -> Vec<Judged<'a>> {
        let messages = events.iter().filter_map(|event| Some((event, event.message()?)));
        let official = messages.filter(|(_, message)| house.roster.honours(&message.badge));
        let judge = |(event, message): (&'a Event, &'a Message)| {
            let live = event.origin == Origin::Live;
            Judged { event, message, stored: Stored { live, ..self.judge(&event.community, house, message) } }
        };
        official.map(judge).collect()
    }

    /// Stores a message and what follows from it.
    pub(super) async fn take(
        &self,
        tx: &mut Tx,
        house: &House,
        judged: Judged<'_>,
        recent: &mut Recent,
    ) -> Result<Handled> {
        let (event, message) = (judged.event, judged.message);
        let kept = self.keep(tx, &event.community, vec![judged], recent).await?.pop();
        let Some((put @ (Put::New | Put::Changed), stored)) = kept else {
            return Ok(Handled { put: kept.map(|(put, _)| put), ..Handled::default() });
        };
        if put == Put::Changed {
            recent.forget();
        }
        if self.guard(tx, house, event, message).await? {
            recent.forget();
            return Ok(Handled { fused: true, ..Handled::default() });
        }
        if event.origin == Origin::Live && matches!(stored.occasion, Occasion::Incident | Occasion::Apology) {
            self.heed_incident(tx, house, event).await?;
        }
        let subject = subject_of(house, message);
        let person = message.badge.owner().unwrap_or(&message.account);
        self.check_drift(tx, house, event, &subject, Some((stored.step(), person)), recent).await?;
        if put == Put::Changed {
            self.settle_card(tx, house, event, &subject).await?;
        }
        let counts = stored.counts;
        Ok(Handled { assessment: Some(assessed(stored)), counts: Some(counts), put: Some(put), fused: false })
    }

    /// Stores messages of a community, with the repeats among them and around them priced; what became of each.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx,
        community: &CommunityId,
        judged: Vec<Judged<'_>>,
        recent: &mut Recent,
    ) -> Result<Vec<(Put, Stored)>> {
        let (mut messages, mut former) = (Vec::with_capacity(judged.len()), Vec::with_capacity(judged.len()));
        for Judged { message, mut stored, .. } in judged {
            // Only a later form can meet an earlier one; a first form that is stored already changes nothing.
            let before = if message.edited_at.is_some() { tx.message(community, &message.id).await? } else { None };
            if before.as_ref().is_some_and(|m| m.counts == Counts::No(Reason::Disputed)) {
                stored.counts = Counts::No(Reason::Disputed);
            }
            former.push(before.map(|m| m.text_hash).filter(|hash| *hash != stored.text_hash));
            messages.push(stored);
        }
        let put = tx.put_messages(community, &messages).await?;
        let stand: Vec<usize> = (0..put.len()).filter(|n| matches!(put[*n], Put::New | Put::Changed)).collect();
        let now = stand.iter().map(|n| said(&messages[*n]));
        let before =
            stand.iter().filter_map(|n| Some((former[*n].as_deref()?, messages[*n].posted_at, &messages[*n].message)));
        let repeats = self.repeats(tx, community, &now.chain(before).collect::<Vec<_>>(), recent).await?;
        for (n, _) in stand.into_iter().zip(repeats).filter(|(_, repeat)| *repeat) {
            self.price(&mut messages[n], true);
            tx.rescore(community, &messages[n]).await?;
        }
        Ok(put.into_iter().zip(messages).collect())
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
            self.repeats(tx, &event.community, &[said(&gone)], &mut Recent::default()).await?;
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
        self.check_drift(tx, house, event, &subject, None, &mut Recent::default()).await?;
        self.settle_card(tx, house, event, &subject).await
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
