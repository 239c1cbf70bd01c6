//! The whole router, on a free port of this machine.

use std::future::pending;

use services::Services;
use single_offer::{Front, answer, router};
use tokio::net::TcpListener;

use super::{Browser, World, plain_press};

pub struct Site {
    pub url: String,
}

impl Site {
    /// Over the world's database.
    pub async fn open(world: &World) -> Self {
        Self::of(world.services.clone()).await
    }

    /// As people see it who come by https, through something that ends it.
    pub async fn open_behind_https(world: &World) -> Self {
        let front = Front {
            https: true,
            ..Front::default()
        };
        Self::behind(world.services.clone(), front).await
    }

    /// The demo over the same database.
    pub async fn open_demo(world: &World) -> Self {
        Self::of(world.demo_instance().await).await
    }

    /// Over services of the story's own making.
    pub async fn of(services: Services) -> Self {
        Self::behind(services, Front::default()).await
    }

    /// Behind a front of the story's own making.
    pub async fn behind(services: Services, front: Front) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        // Where the story has set up none.
        services.set_press(plain_press());
        let router = router(services, &front);
        tokio::spawn(answer(listener, router, front.limits, pending()));
        Self { url }
    }

    /// Somebody who was never here.
    pub fn browser(&self) -> Browser {
        Browser::at(&self.url)
    }

    /// One of the demo’s people, signed in by their button.
    pub async fn entered(&self, services: &Services, name: &str) -> Browser {
        let people = services.demo_people().await.unwrap();
        let person = people.iter().find(|person| person.name == name).unwrap();
        let browser = self.browser();
        let entered = browser
            .post("/sign-in/demo", &[("person", person.person.as_str())])
            .await;
        assert_eq!(entered.status, 303, "{}", entered.text);
        browser
    }

    /// Somebody who has followed a link from their mail.
    pub async fn signed_in(&self, world: &World, address: &str) -> Browser {
        let browser = self.browser();
        browser.post("/sign-in", &[("email", address)]).await;
        let link = link_for(world, address).await;
        let page = browser.post(&link, &[]).await;
        assert_eq!(page.status, 303, "{}", page.text);
        browser
    }
}

/// The path of the link in the last mail to this address.
pub async fn link_for(world: &World, address: &str) -> String {
    let mails = world
        .texts(&format!(
            "SELECT body AS answer FROM outbox WHERE to_address = '{address}' ORDER BY id DESC"
        ))
        .await;
    let mail = mails.first().expect("a mail");
    let at = mail.find("/sign-in/link/").expect("a link in the mail");
    mail[at..].split_whitespace().next().unwrap().to_owned()
}
