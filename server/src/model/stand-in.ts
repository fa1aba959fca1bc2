/** Words that name a secret. */
const SECRETS: ReadonlySet<string> = new Set(
  'password passwd passphrase psk secret key token presharedkey sharedkey sharedsecret l2tppsk vpnpsk vpnkey vpnpassword'.split(' '),
);

/** Words that say by themselves that something else is to stand here. */
const ASKING: ReadonlySet<string> = new Set('changeme replaceme fillme placeholder yourpassword yourpsk yourkey yoursecret yoursharedkey'.split(' '));

/** Words around those in texts that only describe what is to be filled in. */
const AROUND: ReadonlySet<string> = new Set(
  (
    'your my the a an in here this it its me with of for as is be to own new real same strong long random enter insert replace change put type fill set add paste use ' +
    'vpn ipsec ike ikev2 l2tp sstp radius nps shared pre preshared public private rsa ssh sql admin administrator user client server service account local domain ' +
    'vm vms api access app certificate cert pfx export example sample dummy'
  ).split(' '),
);

/**
 * Whether a text only stands for a secret that is filled in later: it names what belongs there and has nothing in it but words,
 * such as `YOUR_PASSWORD`, `REPLACE-WITH-STRONG-PSK` or `your pre-shared key here`. One with a digit or a sign may be real.
 */
export function isStandIn(text: string): boolean {
  if (text.length > LONGEST || !/^[a-z][a-z _.-]*$/i.test(text)) return false;
  const words = text.split(/[ _.-]+|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '');
  const lower = words.map((word) => word.toLowerCase());
  // A name as constants have it: ADMINISTRATOR_PASSWORD. Nobody can list what stands before the last word.
  if (/^[a-z]+(?:_[a-z]+)+$/i.test(text) && text.split('_').some((part) => part === part.toUpperCase() && SECRETS.has(part.toLowerCase()))) return true;
  if (BEGINS.test(lower.slice(0, 2).join(' '))) return true;
  return lower.some((word) => SECRETS.has(word) || ASKING.has(word)) && lower.every((word) => SECRETS.has(word) || ASKING.has(word) || AROUND.has(word));
}

/** How a text begins that asks for another one, whatever it says about that. */
const BEGINS = /^(?:replace|change|enter|insert|fill) (?:me|this|with|your|in)$/;

/** In characters. Real texts of this kind are a few words. */
const LONGEST = 80;
