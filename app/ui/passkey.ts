/** What browsers offer for passkeys, with the JSON forms that the server speaks. Addresses are better-auth's. */
interface JsonCredentials {
  parseCreationOptionsFromJSON(json: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(json: unknown): PublicKeyCredentialRequestOptions;
}

/** False on addresses where browsers refuse (an IP address, plain http but localhost) and in browsers that are too old. */
export function passkeysPossible(): boolean {
  return typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

/** Makes a passkey on this device for whoever is signed in. False when it was refused, here or there. */
export async function createPasskey(name: string | null): Promise<boolean> {
  try {
    const options = await asked("/api/auth/passkey/generate-register-options");
    const publicKey = credentials().parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    return await told("/api/auth/passkey/verify-registration", { response: made, name: name ?? undefined });
  } catch {
    return false;
  }
}

/** Opens a session with a passkey of this device. */
export async function signInWithPasskey(): Promise<boolean> {
  try {
    const options = await asked("/api/auth/passkey/generate-authenticate-options");
    const publicKey = credentials().parseRequestOptionsFromJSON(options);
    const proof = await navigator.credentials.get({ publicKey });
    return await told("/api/auth/passkey/verify-authentication", { response: proof });
  } catch {
    return false;
  }
}

function credentials(): JsonCredentials {
  return PublicKeyCredential as unknown as JsonCredentials;
}

async function asked(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}

async function told(address: string, body: { response: Credential | null; name?: string }): Promise<boolean> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.ok;
}
