// The official SDK, unmodified; only the gateway URL and the keys are ours.
import { AlipaySdk } from "alipay-sdk";
import * as place from "./place.mjs";

/** The SDK as a merchant configures it: our private key, Alipay's public key. */
export function merchant(overrides = {}) {
  return new AlipaySdk({
    appId: place.appId,
    privateKey: place.appPrivateKey,
    keyType: "PKCS8",
    alipayPublicKey: place.alipayPublicKey,
    gateway: `${place.simUrl}/gateway.do`,
    ...overrides,
  });
}

/** The SDK with our public key as Alipay's, to verify what we sign. */
export const gateway = () => merchant({ alipayPublicKey: place.appPublicKey });

/** Calls a method and checks the signature of the response. */
export const call = (sdk, method, bizContent) => sdk.exec(method, { bizContent }, { validateSign: true });

/** The decoded fields of a query or form body, as the SDK expects them. */
export const decoded = (text) => Object.fromEntries(new URLSearchParams(text));
