//! What is asked by those who look after organisations and their people: with people, roles and invitations that
//! are there, so that whoever may do it does it, and with some that are not.

use app::routes::{Route, Way};
use domain::process::Act;

use super::asks::{Ask, Then};
use super::kent::Kent;

/// The requests for one act of a route below `/organisations/`; none where nobody has said yet how it is asked.
pub fn asks(route: &Route, act: Act, kent: &Kent) -> Option<Vec<Ask>> {
    let at = |path: &str| Ask::at(route, act, path);
    let here = at(&in_kent(route, kent)).about("kent");
    let is_form = route.way == Way::Form;
    let below = route.path.strip_prefix("/organisations/")?;
    Some(match (below, is_form) {
        // A partner that the office knows is the same when it is added again.
        ("new", true) => vec![
            at(route.path)
                .sends("kind", "fire")
                .sends("name", "Kent Fire")
                .sends("place", "kent")
                .then(Then::More),
            at(route.path).instead(422),
        ],
        ("new", false) => vec![at(route.path)],
        ("{id}/details", true) => {
            let own = || at(&in_kent(route, kent)).sends("version", "1");
            vec![
                own().sends("name", "Kent"),
                own().sends("name", "").instead(422),
            ]
        }
        ("{id}/details", false) => vec![at(&in_kent(route, kent))],
        ("{id}" | "{id}/invite", false) => vec![here],
        ("{id}/invite", true) => vec![
            here.clone()
                .sends("name", "Nell")
                .sends("email", "nell@kent.example")
                .sends("role", "drafter")
                .then(Then::More),
            here.instead(422),
        ],
        // The link of the first goes to another mail, and the second is taken back.
        ("{id}/invitations/{invitation}", true) => ["again", "cancel"]
            .map(|button| here.clone().sends("act", button).then(Then::Ended))
            .into_iter()
            .chain([elsewhere(route, act, kent).sends("act", "cancel")])
            .collect(),
        ("{id}/people/{membership}/end", true) => {
            vec![here.then(Then::Ended), elsewhere(route, act, kent)]
        }
        ("{id}/people/{membership}/hand-over", true) => {
            let to = |ask: Ask| ask.sends("to", kent.successor.as_str());
            vec![
                to(here.clone()).then(Then::Ended),
                to(elsewhere(route, act, kent)),
                here.sends("to", kent.reviewer.as_str()).instead(422),
            ]
        }
        ("{id}/people/{membership}/account", true) => {
            let close = |ask: Ask| ask.sends("act", "close");
            vec![
                close(here).then(Then::Ended),
                close(elsewhere(route, act, kent)),
            ]
        }
        (
            "{id}/invitations/{invitation}"
            | "{id}/people/{membership}/end"
            | "{id}/people/{membership}/hand-over"
            | "{id}/people/{membership}/account",
            false,
        ) => vec![here, elsewhere(route, act, kent)],
        ("{id}/offers", false) => vec![
            at("/organisations/dh/offers").about("dh"),
            at("/organisations/kent/offers").about("kent").instead(404),
        ],
        // The department that the offer names, one that it does not name, and a place.
        ("{id}/offers/{ref}", _) => {
            let offer = |of: &str| at(&format!("/organisations/{of}/offers/{{ref}}")).read_by(of);
            let mut asks = ["ho", "kent"].map(offer).to_vec();
            if is_form {
                let rae = kent.reviewer.as_str();
                asks.push(offer("dh").sends("reviewers", rae).then(Then::Ended));
                let stranger = kent.other_champion.as_str();
                asks.push(offer("dh").sends("reviewers", stranger).instead(422));
            } else {
                asks.push(offer("dh"));
            }
            asks
        }
        _ => return None,
    })
}

/// An address below Kent, with somebody who has a role there and somebody who is invited.
fn in_kent(route: &Route, kent: &Kent) -> String {
    route
        .path
        .replace("{id}", "kent")
        .replace("{membership}", &kent.membership)
        .replace("{invitation}", &kent.invitation)
}

/// What is Kent’s, under the address of another place: for whoever looks after both it is not there.
fn elsewhere(route: &Route, act: Act, kent: &Kent) -> Ask {
    let path = in_kent(route, kent).replacen("kent", "leicester", 1);
    Ask::at(route, act, &path).about("leicester").instead(404)
}
