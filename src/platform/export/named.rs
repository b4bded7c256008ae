//! Who is official in a replay: accounts and roles by name or id, as people type them.

use std::collections::{BTreeMap, HashMap};

use super::format::Writer;

/// Of so many accounts it is counted how often they posted; beyond that, who posts seldom is forgotten.
const COUNTED: usize = 50_000;

/// Whom the operator names.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Accounts, by id, name or nickname.
    pub accounts: Vec<String>,
    /// Roles, by id or name.
    pub roles: Vec<String>,
    /// Channels whose posts count, by id or name; none: as far as an export tells.
    pub stages: Vec<String>,
    /// Every account.
    pub all: bool,
}

impl Wish {
    /// Whether nobody is named: who is official is known otherwise, or asked for.
    #[must_use]
    pub fn names_nobody(&self) -> bool {
        !self.all && self.accounts.is_empty() && self.roles.is_empty()
    }

    /// Whether it matters whom the answer of an account answers, which is named or not.
    pub(super) fn may_mean(&self, named: bool) -> bool {
        !self.all && (named || self.names_nobody())
    }
}

/// How an account or a role is shown to people, and how many messages it has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Its name, with the nickname where that is another.
    pub name: String,
    /// Its messages.
    pub messages: u64,
    /// Whether it is a bot or a webhook.
    pub bot: bool,
}

/// Who is official in one server: ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// Accounts.
    pub accounts: Vec<String>,
    /// Roles.
    pub roles: Vec<String>,
}

/// What is known of who wrote in one server.
#[derive(Debug, Clone, Default)]
pub struct Writers {
    /// Accounts by id.
    pub accounts: HashMap<String, Count>,
    /// Roles by id.
    pub roles: HashMap<String, Count>,
    /// Of each name that was typed the accounts it may mean, by how well it fits: 0 is the id.
    matches: BTreeMap<String, BTreeMap<u8, BTreeMap<String, String>>>,
    forgotten: u64,
}

/// A name that stands for nobody, or for several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// Nobody is called so.
    Nobody(String),
    /// No channel is.
    NoChannel(String),
    /// These are: id and name of each.
    Several(String, Vec<(String, String)>),
}

impl Writers {
    /// Notes who wrote a message; whether a wish may mean them.
    pub(super) fn note(&mut self, writer: &Writer, wish: &Wish) -> bool {
        let count = self.accounts.entry(writer.id.clone()).or_default();
        count.messages += 1;
        if count.messages == 1 {
            (count.name, count.bot) = (shown(writer), writer.is_bot == Some(true));
        }
        let mut meant = wish.all;
        for typed in &wish.accounts {
            if let Some(fit) = fit(typed, writer) {
                let fits = self.matches.entry(typed.clone()).or_default().entry(fit).or_default();
                fits.entry(writer.id.clone()).or_insert_with(|| shown(writer));
                meant = true;
            }
        }
        for role in writer.roles.iter().flatten() {
            let count = self.roles.entry(role.id.clone()).or_default();
            count.messages += 1;
            if count.messages == 1 {
                count.name = role.name.clone().unwrap_or_default();
            }
            meant |= wish.roles.iter().any(|typed| is_called(typed, '@', &role.id, &count.name));
        }
        if !wish.all && self.accounts.len() > COUNTED {
            self.forgotten += 1;
            let least = self.forgotten;
            self.accounts.retain(|_, count| count.messages > least);
        }
        meant
    }

    /// The ids of the accounts and roles that are meant here; what was typed and is unclear.
    pub(super) fn meant(&self, wish: &Wish) -> (Meant, Vec<Unclear>) {
        let mut unclear = Vec::new();
        let mut accounts: Vec<String> = Vec::new();
        for typed in &wish.accounts {
            // The best fit decides: who names an account exactly does not mean somebody's nickname.
            match self.matches.get(typed).and_then(|fits| fits.values().next()) {
                Some(ids) if ids.len() == 1 => accounts.extend(ids.keys().cloned()),
                Some(ids) => {
                    let ids = ids.iter().map(|(id, name)| (id.clone(), name.clone())).collect();
                    unclear.push(Unclear::Several(typed.clone(), ids));
                }
                None => unclear.push(Unclear::Nobody(typed.clone())),
            }
        }
        let mut roles: Vec<String> = Vec::new();
        for typed in &wish.roles {
            let mut fitting: Vec<_> =
                self.roles.iter().filter(|(id, role)| is_called(typed, '@', id, &role.name)).collect();
            fitting.sort_by_key(|(id, _)| *id);
            match fitting.as_slice() {
                [] => unclear.push(Unclear::Nobody(typed.clone())),
                [(id, _)] => roles.push((*id).clone()),
                several => {
                    let several = several.iter().map(|(id, role)| ((*id).clone(), role.name.clone())).collect();
                    unclear.push(Unclear::Several(typed.clone(), several));
                }
            }
        }
        if wish.all {
            accounts = self.accounts.keys().cloned().collect();
        }
        accounts.sort();
        accounts.dedup();
        roles.dedup();
        (Meant { accounts, roles }, unclear)
    }
}

fn shown(writer: &Writer) -> String {
    let name = writer.name.as_deref().unwrap_or(&writer.id);
    match writer.nickname.as_deref() {
        Some(nickname) if !nickname.eq_ignore_ascii_case(name) && !nickname.is_empty() => {
            format!("{name} ({nickname})")
        }
        _ => name.to_owned(),
    }
}

/// How well what was typed fits an account: by id 0, by name with its digits 1, by name 2, by nickname 3.
fn fit(typed: &str, writer: &Writer) -> Option<u8> {
    let same = |name: Option<&str>, typed: &str| name.is_some_and(|name| name.eq_ignore_ascii_case(typed));
    let typed = typed.strip_prefix('@').unwrap_or(typed);
    let digits = || {
        let (name, digits) = typed.rsplit_once('#')?;
        (writer.discriminator.as_deref() == Some(digits) && same(writer.name.as_deref(), name)).then_some(1)
    };
    let by_id = (writer.id == typed).then_some(0);
    let by_name = || same(writer.name.as_deref(), typed).then_some(2);
    let by_nickname = || same(writer.nickname.as_deref(), typed).then_some(3);
    by_id.or_else(digits).or_else(by_name).or_else(by_nickname)
}

/// Whether what was typed, with or without the sign of its kind, is the id or the name of a role or a channel.
pub(super) fn is_called(typed: &str, sign: char, id: &str, name: &str) -> bool {
    let typed = typed.strip_prefix(sign).unwrap_or(typed);
    id == typed || name.to_lowercase() == typed.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer(id: &str, name: &str, nickname: &str) -> Writer {
        let some = |text: &str| Some(text.to_owned());
        Writer {
            id: id.into(),
            name: some(name),
            nickname: some(nickname),
            discriminator: some("0000"),
            ..Writer::default()
        }
    }

    #[test]
    fn a_name_goes_before_a_nickname_and_several_are_unclear() {
        let wish = Wish { accounts: vec!["Kim".into(), "ada".into(), "zoe".into(), "3".into()], ..Wish::default() };
        let mut writers = Writers::default();
        // Somebody else calls himself like an official account.
        for one in [
            writer("1", "kim", "Kim H."),
            writer("2", "troll", "Kim"),
            writer("3", "a", "Ada"),
            writer("4", "b", "Ada"),
        ] {
            writers.note(&one, &wish);
        }
        let (meant, unclear) = writers.meant(&wish);
        assert_eq!(meant.accounts, ["1", "3"]);
        let both = vec![("3".into(), "a (Ada)".into()), ("4".into(), "b (Ada)".into())];
        assert_eq!(unclear, [Unclear::Several("ada".into(), both), Unclear::Nobody("zoe".into())]);
    }
}
