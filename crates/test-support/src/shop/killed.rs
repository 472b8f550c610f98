//! Work that is killed on its way, in a process of its own on the same database.

use super::{TestShop, mailing, seal};
use shop::Shop;
use std::{future::Future, sync::Arc};
use store::{
    OpenOptions, Store,
    testing::{Cut, Life, mortal},
};

impl TestShop {
    /// The shop as another process sees it, with memory of its own, which is killed at `cut`.
    #[must_use]
    pub fn mortal(&self, cut: Cut) -> (Shop, Arc<Life>) {
        let (store, life) = mortal(self.shop.store(), cut);
        (self.over(store), life)
    }

    /// The shop as another process sees it, with memory and connections of its own.
    ///
    /// # Panics
    /// If the database cannot be opened.
    pub async fn beside(&self) -> Shop {
        let store = Store::open(self.db.url(), OpenOptions::default()).await;
        self.over(store.expect("the database opens"))
    }

    fn over(&self, store: Store) -> Shop {
        let (ids, policy) = (self.ids.clone(), self.shop.policy().clone());
        let gateway = self.gateway.gateway();
        let mut shop = Shop::new(store, gateway, self.clock.clone(), ids, policy).with_seal(seal());
        if let Some(media) = &self.media {
            shop = shop.with_media(media.path());
        }
        if let Some(relay) = &self.relay {
            shop = shop.with_mail(mailing(relay));
        }
        shop
    }

    /// Runs `work` in such a process. `None`: it was killed.
    ///
    /// # Panics
    /// If the work does.
    pub async fn killed<F>(&self, cut: Cut, work: impl FnOnce(Shop) -> F) -> Option<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let (shop, life) = self.mortal(cut);
        let mut task = tokio::spawn(work(shop));
        tokio::select! {
            biased;
            done = &mut task => Some(done.expect("the work must not panic")),
            () = life.ended() => {
                task.abort();
                drop(task.await);
                None
            }
        }
    }
}
