// What the local sign-in remembers between two requests: in memory, gone with the process. The provider checks every
// expiry itself; nothing of this is meant for more than a few people at one machine.
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** A store for one provider; two providers share nothing. */
export const makeSignInStore = (): AdapterFactory => {
  const entries = new Map<string, AdapterPayload>();

  return (model): Adapter => {
    const prefix = `${model}:`;
    const find = (id: string) => Promise.resolve(entries.get(`${prefix}${id}`));
    const findBy = (name: "uid" | "userCode", value: string) =>
      Promise.resolve(
        [...entries].find(([key, payload]) => key.startsWith(prefix) && payload[name] === value)?.[1],
      );
    return {
      upsert: (id, payload) => {
        entries.set(`${prefix}${id}`, payload);
        return Promise.resolve();
      },
      find,
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (userCode) => findBy("userCode", userCode),
      consume: async (id) => {
        const payload = await find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: (id) => {
        entries.delete(`${prefix}${id}`);
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [key, payload] of entries) if (payload.grantId === grantId) entries.delete(key);
        return Promise.resolve();
      },
    };
  };
};
