//! Roles of many: what must not be enrolled by mistake, and what ends when it was.

use crate::model::{Member, User};
use crate::scene::BRAND_ROLE;
use crate::words::good;
use crate::world::{ANN, BEN, BOSS, GUILD, TALK, World};

#[tokio::test]
async fn a_role_of_many_wants_its_number_and_everyone_is_refused() {
    let mut world = World::unset(|_| {}).await;
    let _welcome = world.welcome().await;
    for id in 5000..5062 {
        let mut state = world.model.state();
        state.users.insert(id, User { name: format!("u{id}"), ..User::default() });
        state.guilds.get_mut(&GUILD).unwrap().members.insert(id, Member { roles: vec![BRAND_ROLE] });
    }
    let _page = world.command(BOSS, "setup step:senders").await;
    insta::assert_snapshot!(world.choose(BOSS, "Roles and accounts", &["1000"]).await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    That would score the members. Enrol the role of the staff, or single accounts.
    <Roles and accounts: >
    [Back] [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Roles and accounts", &[&BRAND_ROLE.to_string()]).await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    The role has 63 accounts, more than 50. If all of them post for the brand, give the number: `/settings senders add <@&301> count:…`
    <Roles and accounts: >
    [Give the number of accounts] [Back] [Next]
    ");
    let _form = world.press(BOSS, "Give the number of accounts").await;
    insta::assert_snapshot!(world.fill(BOSS, "62").await, @"The role has 63 accounts, more than 50. If all of them post for the brand, give the number: `/settings senders add <@&301> count:…`");
    let _page = world.command(BOSS, "setup step:senders").await;
    let _page = world.choose(BOSS, "Roles and accounts", &[&BRAND_ROLE.to_string()]).await;
    let _form = world.press(BOSS, "Give the number of accounts").await;
    insta::assert_snapshot!(world.fill(BOSS, "63").await, @"Official from now on: role <@&301>. The role has 63 accounts.");
    world.model.fails("GET /guilds/{guild_id}/roles/member-counts", crate::model::What::Fails(403), 4);
    insta::assert_snapshot!(world.command(BOSS, "settings senders change:add account:<@&302>").await, @"How many accounts the role has is not known. Give the number: `/settings senders add <@&302> count:…`");
    let _page = world.command(BOSS, "setup step:senders").await;
    let _page = world.choose(BOSS, "Roles and accounts", &[&BRAND_ROLE.to_string(), "302"]).await;
    let _form = world.press(BOSS, "Give the number of accounts").await;
    insta::assert_snapshot!(world.fill(BOSS, "3").await, @"Official from now on: role <@&302>. How many accounts the role has is not known.");
    world.done().await;
}

#[tokio::test]
async fn a_role_that_makes_fifty_one_people_official_in_a_day_is_dropped_with_all_it_stored() {
    let mut world = World::new().await;
    let own = world.say(ANN, &good(1)).await;
    let long_ago = world.say(BEN, &good(2)).await;
    world.go("+2d").await;
    let mut said = Vec::new();
    for id in 5000..5051 {
        {
            let mut state = world.model.state();
            state.users.insert(id, User { name: format!("u{id}"), ..User::default() });
            state.guilds.get_mut(&GUILD).unwrap().members.insert(id, Member { roles: vec![BRAND_ROLE] });
        }
        if id == 5050 {
            world.settle().await;
            assert!(world.judged(said[49]).await.is_some() && world.judged(long_ago).await.is_some());
        }
        said.push(world.model.says(id, TALK, good(id as u32).as_str().into()));
    }
    world.settle().await;
    for id in said.into_iter().chain([long_ago]) {
        assert_eq!(world.judged(id).await, None);
    }
    assert_eq!(world.judged(own).await, Some((3, "yes")));
    world.go("+0m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    The role <@&301> is no longer scored: within 24 hours 51 accounts counted as official, more than 50.
    What was stored from it is erased. To check: `/settings senders`
    ");
    let after = world.say(BEN, &good(3)).await;
    assert_eq!(world.judged(after).await, None);
    insta::assert_snapshot!(world.command(BOSS, "settings senders").await, @r"
    **2 official senders**
    - <@201>
    - webhook 205, notes to <@201>
    To change it: `/settings senders add @name`
    ");
    world.done().await;
}
