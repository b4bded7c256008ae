//! `punktum doctor` from outside: what is said, and the exit status.

use crate::model::{BOT, Member, Role, User};
use crate::program::program;
use crate::wire::TOKEN;
use crate::world::{GUILD, NEWS, STAFF, World};

/// The bot's role, with what the invitation asks for.
const OWN_ROLE: u64 = 303;
const INVITED: u64 = 117_760;

/// A server where everything is set, and the bot has stopped.
async fn stopped() -> World {
    let mut world = World::new().await;
    world.stop().await;
    {
        let mut state = world.model.state();
        state.users.insert(BOT, User { name: "Punktum".into(), bot: true, ..User::default() });
        let guild = state.guilds.get_mut(&GUILD).unwrap();
        guild.roles.insert(OWN_ROLE, Role { name: "Punktum".into(), permissions: INVITED });
        guild.members.insert(BOT, Member { roles: vec![OWN_ROLE] });
    }
    world
}

/// What it prints and whether it is content.
async fn doctor(world: &World, token: &str, also: &[(&str, &str)]) -> (String, bool) {
    let mut command = program(world.folder.path(), &world.wire, token);
    command.arg("doctor").envs(also.iter().copied());
    let done = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let errors = String::from_utf8(done.stderr).unwrap();
    assert!(!said.contains(TOKEN) && errors.is_empty(), "{said}{errors}");
    (said.trim_end().to_owned(), done.status.success())
}

#[tokio::test(flavor = "multi_thread")]
async fn all_is_well() {
    let world = stopped().await;
    let (said, content) = doctor(&world, TOKEN, &[]).await;
    insta::assert_snapshot!(said, @r"
    fine   database: it opens, and its tables are up to date
    note   requests: DISCORD_API_URL is set: our rate limiter is off, so what stands there must keep the limits
    fine   token: it is that of Punktum
    fine   intents: Message Content is on
    fine   Acme: no permission is missing
    ");
    assert!(content);
    world.done().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_by_channel_with_what_it_is_for() {
    let world = stopped().await;
    {
        let mut state = world.model.state();
        state.gateway.no_content = true;
        state.channels.get_mut(&STAFF).unwrap().denied = 1 << 11 | 1 << 15;
        state.channels.get_mut(&NEWS).unwrap().hidden = true;
    }
    let (said, content) = doctor(&world, TOKEN, &[]).await;
    insta::assert_snapshot!(said, @r"
    fine   database: it opens, and its tables are up to date
    note   requests: DISCORD_API_URL is set: our rate limiter is off, so what stands there must keep the limits
    fine   token: it is that of Punktum
    WRONG  intents: Discord refuses the Message Content intent (4014): switch it on under Bot, Privileged Gateway Intents in the developer portal, or do without it: DISCORD_MESSAGE_CONTENT=off checks drafts, audits from a message's menu and posts that mention the bot
    WRONG  Acme, #news: the bot does not see it, or it is gone: it needs View Channel
    WRONG  Acme, #staff: missing Send Messages (for notes and questions, for the digest), Attach Files (for the picture of the digest)
    ");
    assert!(!content);
    let (said, _) = doctor(&world, TOKEN, &[("DISCORD_MESSAGE_CONTENT", "off")]).await;
    insta::assert_snapshot!(said.lines().find(|line| line.contains("intents")).unwrap(), @"note   intents: DISCORD_MESSAGE_CONTENT is off: of posts, only those that mention the bot are checked");
    world.done().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_and_a_database_that_does_not_open_are_said_together() {
    let world = stopped().await;
    let (said, content) = doctor(&world, "wrong", &[("DATABASE_URL", "nowhere/punktum.db")]).await;
    insta::assert_snapshot!(said.replace(&world.folder.path().display().to_string(), "."), @r"
    WRONG  database: cannot open the database nowhere/punktum.db: its directory nowhere: No such file or directory (os error 2)
    note   requests: DISCORD_API_URL is set: our rate limiter is off, so what stands there must keep the limits
    WRONG  Discord does not take the token: set DISCORD_TOKEN to the one under Bot in the developer portal
    ");
    assert!(!content);
    world.done().await;
}
