/**
 * What must stand in a translation as it is written in files, programs and standards: names with capitals, digits or signs, and whatever is put in
 * code marks or placeholders.
 */
export function keptWords(english: string): string[] {
  const marked = [...english.matchAll(/`[^`]*`|\{\d+\}|\$\([^)]*\)|<[^>]+>|\]\([^)]*\)/gu)].map(([text]) => text);
  // The label of a link is a title: its capitals are those of a title.
  const plain = english.replace(/`[^`]*`|\{\d+\}|\$\([^)]*\)|<[^>]+>|\[[^\]]*\]\([^)]*\)/gu, ' ');
  const words = plain.split(/[\s,;:()"“”/]+|'s(?=\W)|\.(?=\s|$)/u).filter((word) => word !== '');
  const names = words.filter((word) => /\d|[a-z][A-Z]|[A-Z]{2}|^[-$]\w|^\.\w/u.test(word)).map((word) => word.replace(/(?<=[A-Z])s$/u, ''));
  // A capital in the middle of a sentence is that of a name.
  const inside = [...plain.matchAll(/(?<=[\p{Ll}\d,;] )\p{Lu}\p{Ll}+(?!\w)/gu)].map(([text]) => text);
  return [...new Set([...marked, ...names, ...inside])];
}

/** What a translated Visual Studio Code and a translated keyboard call their parts. */
const PARTS_OF_THE_EDITOR: Readonly<Record<string, Readonly<Record<'de' | 'ja', string>>>> = {
  Enter: { de: 'Eingabetaste', ja: 'Enter' },
  Explorer: { de: 'Explorer', ja: 'エクスプローラー' },
  Problems: { de: 'Probleme', ja: '問題' },
};

/** Whether a word stands in a text, and not only as a part of another one. */
export function standsIn(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    if ((!/^\w/u.test(word) || !/[A-Za-z0-9_]/u.test(before)) && (!/\w$/u.test(word) || /^s?[^A-Za-z0-9_]/u.test(`${text.slice(at + word.length)} `)))
      return true;
  }
  return false;
}

/** Words of the trade that have a German name, which is the one to use, as words of their own. */
const ENGLISH_IN_GERMAN =
  /\b(policy|policies|deployment|deployments|root|load balancer|certificate|device|user|registry|settings?|script|password|authentication|encryption|file|folder|the|and|not|main mode|quick mode|thumbprint|switch|rule|glob|finding|findings)\b/iu;

/** Signs of a text that nobody has looked at. Product names and code are to be left out before. */
const WRITING: Readonly<Record<'de' | 'ja', readonly (readonly [what: string, sign: RegExp])[]>> = {
  de: [
    ['an English word that has a German one', ENGLISH_IN_GERMAN],
    ['a letter that was not typed as an umlaut', /\b(fuer|ueber|koennen|muessen|oeffnen|aendern|loeschen|groesse|schluessel|pruefen|waehlen|ausfuehren)\b/iu],
    ['an old spelling', /\b(daß|muß|läßt|Adreß\w*)/u],
  ],
  ja: [
    [
      'no blank between Latin and Japanese letters',
      /[A-Za-z0-9][\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]|[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}][A-Za-z0-9]/u,
    ],
    ['Latin letters of full width', /[\uff01-\uff5e]/u],
    [
      'katakana without its long sign',
      /サーバ(?!ー)|ユーザ(?!ー)|フォルダ(?!ー)|パラメータ(?!ー)|コンピュータ(?!ー)|ロードバランサ|ヘッダ(?!ー)|モニタ(?!ー|リング)|フィルタ(?!ー|リング)/u,
    ],
    ['another word than that of Microsoft', /プロパティー|ディプロイ|サーティフィケート|ファイアーウォール|コネクション|レジストリー/u],
  ],
};

/** What is wrong with the way in which a translation is written; names in code marks and names of files are not looked at. */
export function writingFaults(language: 'de' | 'ja', text: string): string[] {
  const plain = text.replace(/`[^`]*`|\{\d+\}|\$\([^)]*\)|[\w-]+\.(xml|ps1|json)/gu, ' ');
  return WRITING[language].flatMap(([what, sign]) => (sign.test(plain) ? [`${what}: ${text}`] : []));
}

/** A table of texts by key, in English and translated. */
export type Texts = Readonly<Record<string, string>>;

/** What a translated table lacks, has too much, or does not say as the English one does. */
export function tableFaults(language: 'de' | 'ja', english: Texts, translated: Texts): string[] {
  const keys = Object.keys(english);
  const missing = keys.filter((key) => !Object.hasOwn(translated, key)).map((key) => `not translated: ${key}`);
  const stale = Object.keys(translated)
    .filter((key) => !Object.hasOwn(english, key))
    .map((key) => `not in use: ${key}`);
  const wrong = keys.flatMap((key) => {
    const [source = '', text] = [english[key], translated[key]];
    return text === undefined ? [] : textFaults(language, source, text).map((fault) => `${key}: ${fault}`);
  });
  return [...missing, ...stale, ...wrong];
}

function textFaults(language: 'de' | 'ja', english: string, text: string): string[] {
  const lost = keptWords(english).filter((word) => !standsIn(PARTS_OF_THE_EDITOR[word]?.[language] ?? word, text) && !isTitleCase(english, word));
  // What is filled in must neither be invented nor be lost, nor filled in twice.
  const places = (of: string): string =>
    [...of.matchAll(/\{\d+\}/gu)]
      .map(([place]) => place)
      .sort()
      .join(' ');
  return [
    ...lost.map((word) => `${word} is not in it`),
    ...(text.trim() === '' || text !== text.trim() ? ['empty, or blanks around it'] : []),
    ...(places(english) === places(text) ? [] : ['other places to be filled in']),
    ...(english.endsWith('…') === text.endsWith('…') ? [] : ['an ellipsis in one of the two']),
    ...(/[.!?]$/u.test(english) === /[.!?。？]$/u.test(text) ? [] : ['a sentence in one of the two']),
    ...writingFaults(language, text),
  ];
}

/** Whether a word has its capital from a title only: in the titles of commands every word has one. */
function isTitleCase(english: string, word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && !/[.:]$/u.test(english) && english.split(' ').length <= 8;
}
