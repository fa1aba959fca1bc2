import type { SourceFile } from '../../server/src/core/source-file.ts';
import { ROOT } from './fixture.ts';
import { HOSTS } from './hosts.ts';
import { client, profile, server } from './policies.ts';

/** A way in which the same files could have been written, or what could stand beside them. */
export interface Surroundings {
  readonly name: string;
  /** `undefined` where there is nothing in them that could be written so. */
  readonly of: (files: readonly SourceFile[]) => readonly SourceFile[] | undefined;
}

const isXml = ({ uri, text }: SourceFile): boolean => uri.endsWith('.xml') && /<VPNProfile\b/.test(text);
const isScript = ({ uri }: SourceFile): boolean => /\.psm?1$/.test(uri);
const isProject = ({ uri }: SourceFile): boolean => uri.endsWith('aovpn.json');
const hasMarkers = (text: string): boolean => /@['"]|<#/.test(text);

/** Each text of a kind written anew; `undefined` where none becomes another one. */
function each(isOfKind: (file: SourceFile) => boolean, write: (text: string, file: SourceFile) => string): Surroundings['of'] {
  return (files) => {
    const written = files.map((file) => (isOfKind(file) ? { ...file, text: write(file.text, file) } : file));
    return written.some((file, index) => file.text !== files[index]?.text) ? written : undefined;
  };
}

const any = (): boolean => true;
/** A script that has neither here-strings nor block comments, whose text may be changed word by word. */
const isPlainScript = (file: SourceFile): boolean => isScript(file) && !hasMarkers(file.text);

/** Comments around a text, in its own notation; with letters that not every encoding has. */
const COMMENTS: readonly { readonly is: RegExp; readonly of: (text: string) => string }[] = [
  { is: /\.psm?1$/, of: (text) => `<#\n  Büro Zürich – VPN\n#>\n# € 東京\n${text.replace(/\n?$/, '\n')}# end 😀\n` },
  { is: /\.xml$/, of: (text) => (text.startsWith('<?xml') ? text : `<!-- Büro Zürich – 東京 😀 -->\n${text.replace(/\n?$/, '\n')}<!-- end -->\n`) },
  { is: /\.reg$/, of: (text) => text.replace(/^([^\n]*\n)/, '$1; Büro Zürich\n').replace(/\n?$/, '\n; end\n') },
  { is: /\.(?:cmd|bat)$/, of: (text) => `@rem Büro\n${text.replace(/\n?$/, '\n')}rem end\n` },
  { is: /\.(?:conf|scf|tmsh|tf|cfg)$/, of: (text) => (text.startsWith('#') ? text : `# Büro Zürich\n${text.replace(/\n?$/, '\n')}# end\n`) },
];

const inFolder = (path: string, text: string): SourceFile => ({ uri: `${ROOT}/${path}`, text });
const folderOf = ({ uri }: SourceFile): string => uri.slice(ROOT.length + 1, Math.max(uri.lastIndexOf('/'), ROOT.length + 1));
const beside = (file: SourceFile | undefined, name: string): string =>
  [file && folderOf(file), name].filter((part) => part !== undefined && part !== '').join('/');

const BALANCER = `ltm pool /Common/p500 {
    members {
        /Common/10.0.0.1:500 { address 10.0.0.1 }
    }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/v500 {
    destination /Common/203.0.113.9:500
    ip-protocol udp
    pool /Common/p500
    source-address-translation { type snat type automap }
}
`;

/** Every way that is tried. */
export const SURROUNDINGS: readonly Surroundings[] = [
  { name: 'as it is', of: (files) => files },
  { name: 'CR LF', of: each(any, (text) => text.replaceAll('\n', '\r\n')) },
  { name: 'no line end at the end', of: each(any, (text) => text.replace(/\n+$/, '')) },
  {
    name: 'tabs',
    of: each(
      ({ uri }) => !uri.endsWith('.tmsh'),
      (text) => text.replace(/^( {2}| {4})+/gm, (indent) => '\t'.repeat(indent.length / 2)),
    ),
  },
  {
    name: 'comments before and behind',
    of: each(any, (text, { uri }) => COMMENTS.find(({ is }) => is.test(uri))?.of(text) ?? text),
  },
  {
    name: 'comments before and behind, CR LF',
    of: each(any, (text, { uri }) => (COMMENTS.find(({ is }) => is.test(uri))?.of(text) ?? text).replaceAll('\n', '\r\n')),
  },
  {
    name: 'XML with a comment before each element',
    of: each(isXml, (text) => text.replace(/>(\s*)<(?![!?/])/g, (_, gap: string, at: number) => `>${gap}<!-- ${at} -->${gap}<`)),
  },
  { name: 'XML in one line', of: each(isXml, (text) => text.replace(/>\s+</g, '><').replace(/\s+$/, '')) },
  { name: 'XML in lines of its own', of: each(isXml, (text) => text.replace(/>\s*</g, '>\r\n\t<')) },
  { name: 'XML with a declaration', of: each(isXml, (text) => (text.startsWith('<?') ? text : `<?xml version="1.0" encoding="utf-8"?>\n${text}`)) },
  { name: 'XML with apostrophes', of: each(isXml, (text) => text.replace(/(\s[\w:]+)="([^"'<>]*)"/g, "$1='$2'")) },
  {
    name: 'XML with texts in CDATA',
    of: each(isXml, (text) => (text.includes('<![CDATA[') ? text : text.replace(/>([^<>&\s][^<>&]*)<\//g, '><![CDATA[$1]]></'))),
  },
  { name: 'XML with blanks in tags', of: each(isXml, (text) => text.replace(/<(\/?[A-Za-z][\w.]*)>/g, '<$1 >')) },
  { name: 'XML with texts on lines of their own', of: each(isXml, (text) => text.replace(/>([^<>\s][^<>]*)<\//g, '>\n      $1\n    </')) },
  {
    name: 'commands in small letters',
    of: each(isPlainScript, (text) =>
      text.replace(/\b[A-Z][a-z]+-[A-Z][A-Za-z]+/g, (word) => word.toLowerCase()).replace(/ -[A-Z][A-Za-z0-9]+/g, (word) => word.toLowerCase()),
    ),
  },
  {
    name: 'commands in capital letters',
    of: each(isPlainScript, (text) =>
      text.replace(/\b[A-Z][a-z]+-[A-Z][A-Za-z]+/g, (word) => word.toUpperCase()).replace(/ -[A-Z][A-Za-z0-9]+/g, (word) => word.toUpperCase()),
    ),
  },
  { name: 'values in apostrophes', of: each(isPlainScript, (text) => quoted(text, "'")) },
  { name: 'values in quotes', of: each(isPlainScript, (text) => quoted(text, '"')) },
  {
    name: 'a parameter a line',
    of: each(isPlainScript, (text) => text.replace(/^([^#'"@{}\n]*)$/gm, (line) => line.replace(/ (-[A-Z][A-Za-z]+)(?= |$)/g, ' `\n    $1'))),
  },
  { name: 'in a block of a condition', of: each(isPlainScript, (text) => `if ($env:COMPUTERNAME -like 'VPN*') {\n${text.replace(/\n?$/, '\n')}}\n`) },
  { name: 'in a function that is called', of: each(isPlainScript, (text) => `function Invoke-Setup {\n${text.replace(/\n?$/, '\n')}}\nInvoke-Setup\n`) },
  { name: 'script in one line', of: each(isPlainScript, (text) => (/[`#]/.test(text) ? text : text.trim().replace(/([^{(,|\n])\n(?!\s*[})|])/g, '$1; '))) },
  {
    name: 'several policies in one script',
    of: each(isScript, (text) => `${client({}, 'Another')}${text.replace(/\n?$/, '\n')}${client({ DHGroup: 'ECP384' }, 'A third')}`),
  },
  {
    name: 'registry keys in small letters',
    of: each(
      ({ uri }) => uri.endsWith('.reg'),
      (text) => text.replace(/^\[(HKEY_LOCAL_MACHINE)(.*)\]$/gm, (line) => line.toLowerCase()),
    ),
  },
  {
    name: 'programs in capital letters',
    of: each(
      ({ uri }) => /\.(?:cmd|bat)$/.test(uri),
      (text) => text.replace(/^(\s*)(reg(?:\.exe)? \w+)/gim, (_, blank: string, name: string) => blank + name.toUpperCase()),
    ),
  },
  {
    name: 'beside a whole deployment',
    of: (files) => {
      if (files.some(isProject)) return undefined;
      const [first] = files;
      const folder = first && folderOf(first);
      const up = folder !== undefined && /^(?:client|server)$/.test(folder) ? undefined : first;
      return [
        ...files,
        inFolder(beside(up, 'client/beside.xml'), profile({ DHGroup: 'ECP256' })),
        inFolder(beside(up, 'server/beside.ps1'), server({ PfsGroup: 'ECP256' })),
        inFolder(beside(up, 'server/beside.conf'), BALANCER),
      ];
    },
  },
  {
    name: 'beside a server whose policy nothing states',
    of: (files) =>
      files.some(isProject)
        ? undefined
        : [...files, inFolder('server/install.ps1', 'Install-RemoteAccess -VpnType Vpn\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n')],
  },
  ...HOSTS.map(({ name, path, wrap }): Surroundings => {
    return {
      name: `profile in a ${name}`,
      of: (files) => {
        if (files.some(isProject)) return undefined;
        const wrapped = files.map((file) =>
          isXml(file) && !/\$|`|["']@|<\?xml|&/.test(file.text) ? { uri: `${file.uri}.${path}`, text: wrap(file.text.trimEnd()) } : file,
        );
        return wrapped.some((file, index) => file.text !== files[index]?.text) ? wrapped : undefined;
      },
    };
  }),
];

/** The plain words behind parameters in quotes, line by line; what has quotes already stays as it is. */
function quoted(text: string, quote: string): string {
  return text.replace(/^[^#'"@\n]*$/gm, (line) =>
    line.replace(/( -[A-Z][A-Za-z]+) ([A-Za-z0-9][\w.]*)(?=[ \r]|$)/g, (_, name: string, value: string) => `${name} ${quote}${value}${quote}`),
  );
}
