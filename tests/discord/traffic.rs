//! Much happens at random, the same each time: official accounts post, edit and delete in several places. In the end the
//! store must agree with Discord.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use punktum::domain::Lang;
use punktum::engine::markup::Markup;
use punktum::engine::{Engine, Hints, Rules};
use punktum::store::{Store, Stored};
use punktum::watch::REPEAT;
use serde_json::Value as Json;

use crate::model::{BOT, Member, Message, Model, Say, User};
use crate::scene::BRAND_ROLE;
use crate::words::{EMPTY, TEASE, good};
use crate::world::{ANN, BEN, GUILD, HOOK, NEWS, TALK, TOM, community, held};

/// Of a place the last so many are edited and deleted.
const LATELY: usize = 30;

/// Chance with a memory: the same numbers from the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below another.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// One of these.
    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Who posts where, and what stands.
pub(crate) struct Traffic {
    pub(crate) dice: Dice,
    pub(crate) posted: u32,
    people: Vec<u64>,
    places: Vec<u64>,
    lately: BTreeMap<u64, Vec<u64>>,
}

impl Traffic {
    /// More people with the brand's role, and a thread.
    pub(crate) fn new(model: &Model, seed: u64) -> Self {
        let thread = model.opens_thread(NEWS, "More on 4.7", 10);
        let mut state = model.state();
        let mut people = vec![ANN, BEN, HOOK];
        for id in 211..216 {
            state.users.insert(id, User { name: format!("p{id}"), locale: "en-US".into(), ..User::default() });
            state.guilds.get_mut(&GUILD).unwrap().members.insert(id, Member { roles: vec![BRAND_ROLE] });
            people.push(id);
        }
        let places = vec![NEWS, NEWS, NEWS, TALK, thread];
        Self { dice: Dice(seed), posted: 0, people, places, lately: BTreeMap::new() }
    }

    /// Where it happens.
    pub(crate) fn places(&self) -> Vec<u64> {
        let mut places = self.places.clone();
        places.dedup();
        places
    }

    /// Something happens: mostly a post, sometimes an edit, a deletion, or a word of a member.
    pub(crate) fn step(&mut self, model: &Model) {
        let place = self.dice.one(&self.places);
        let words = self.words();
        let lately = self.lately.entry(place).or_default();
        match (self.dice.below(10), lately.is_empty()) {
            (0 | 1, false) => model.edits(self.dice.one(lately), &words),
            (2, false) => {
                let id = lately.remove(self.dice.below(lately.len()));
                model.deletes(&[id]);
            }
            (3, _) => {
                model.says(TOM, place, "lol".into());
            }
            _ => {
                let who = self.dice.one(&self.people);
                lately.push(model.says(who, place, Say { webhook: who == HOOK, ..words.as_str().into() }));
                if lately.len() > LATELY {
                    lately.remove(0);
                }
                self.posted += 1;
            }
        }
    }

    fn words(&mut self) -> String {
        match self.dice.below(2) {
            0 => good(self.dice.below(100_000) as u32),
            _ if self.dice.below(2) == 0 => self.dice.one(&EMPTY).to_owned(),
            _ => self.dice.one(&TEASE).to_owned(),
        }
    }
}

/// Every official message that stands is stored in its last form, and nothing else is; answers how many stand.
pub(crate) async fn agree(model: &Model, store: &Store) -> usize {
    let always = (Timestamp::UNIX_EPOCH, "2100-01-01T00:00:00Z".parse().unwrap());
    let stored = store.read().await.unwrap().messages_between(&community(), always, None, None).await.unwrap();
    let mut stored: BTreeMap<u64, Stored> =
        stored.into_iter().map(|message| (message.message.as_str().parse().unwrap(), message)).collect();
    let messages: Vec<Message> = model.state().messages.values().cloned().collect();
    let official: Vec<&Message> = messages.iter().filter(|m| ![BOT, TOM].contains(&m.author)).collect();
    let (engine, rules) = (Engine::default(), Rules::default());
    let hints = Hints { lang: None, home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
    for message in &official {
        let words = &message.content;
        let Some(known) = stored.remove(&message.id) else { panic!("{} is not stored: {words}", message.id) };
        let ms = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
        assert_eq!(ms(known.edited_at), ms(message.edited), "the last form of {}: {words}", message.id);
        let assessed = engine.assess(words, &hints);
        let own: Vec<_> = known.findings.into_iter().filter(|finding| finding.heuristic != REPEAT).collect();
        assert_eq!(own, assessed.findings, "{}: {words}", message.id);
    }
    let ids: Vec<&u64> = stored.keys().collect();
    assert!(ids.is_empty(), "these are gone, and stored: {ids:?}");
    official.len()
}

/// Every row that was sent was seen once, every other never; how many of each template were seen.
pub(crate) async fn said_once(model: &Model, store: &Store) -> BTreeMap<String, usize> {
    let all = held(store).await;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids: Vec<u64> = Vec::new();
    // What settles a card or takes it away says nothing new.
    let (cards, posts): (Vec<&Json>, Vec<&Json>) = all["outbox"].as_array().unwrap().iter().partition(|row| {
        let template = row["template"].as_str().unwrap();
        template.starts_with("card_")
    });
    let taken_away = |id: &u64| {
        let gone = |row: &&&Json| row["template"] == "card_gone" && row["state"] == "sent";
        cards.iter().filter(gone).any(|row| row["sent_as"].as_str() == Some(&id.to_string()))
    };
    for row in posts {
        assert!(["sent", "dropped"].contains(&row["state"].as_str().unwrap()), "{row}");
        if row["state"] == "sent" {
            ids.push(row["sent_as"].as_str().unwrap().parse().unwrap());
            *seen.entry(row["template"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    ids.retain(|id| !taken_away(id));
    ids.sort_unstable();
    let own: Vec<u64> = model.state().messages.values().filter(|m| m.author == BOT).map(|m| m.id).collect();
    assert_eq!(ids, own, "what was sent, and what was seen");
    seen
}

/// Discord's clock goes on.
pub(crate) fn later(model: &Model, by: SignedDuration) {
    let now = model.state().now + by;
    model.state().now = now;
}
