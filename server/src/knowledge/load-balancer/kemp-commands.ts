import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { NEW_KEMP_SERVER, NEW_KEMP_SERVICE, SET_KEMP_SERVER, SET_KEMP_SERVICE } from '../cmdlets/kemp.ts';
import type { ObjectKind, SettingInfo } from './object-kind.ts';

/** Parameters of the PowerShell module whose name in the REST interface is another. Source: the table `$ParamReplacement` of the module. */
const REST_NAMES: Readonly<Record<string, string>> = {
  virtualservice: 'vs',
  vsport: 'port',
  vsprotocol: 'prot',
  vsnewaddress: 'vsaddress',
  vsnewport: 'vsport',
  realserver: 'rs',
  realserverport: 'rsport',
  checkuse1_1: 'checkuse1.1',
};

/** Parameters that only say how the module reaches the LoadMaster, and indexes, which stand in the place of an address in the REST interface. */
const NOT_SETTINGS: ReadonlySet<string> = new Set([
  'LoadBalancer',
  'LBPort',
  'Credential',
  'CertificateStoreLocation',
  'SubjectCN',
  'VSIndex',
  'RSIndex',
  'Force',
]);

const SOURCES = ['Progress Kemp, "RESTful API", sections 3.6.1 and 3.6.5', 'Progress Kemp, PowerShell module Kemp.LoadBalancer.Powershell 7.2.60'];

/** What the REST interface takes for a setting that the module describes for PowerShell. */
const OTHERWISE: Readonly<Record<string, Partial<SettingInfo>>> = {
  vs: { about: 'Address that clients connect to, or the index of the service in the place of address, port and protocol.' },
  port: { about: 'Port that clients connect to, 3 to 65530.' },
  prot: { about: 'udp for both ports of IKEv2, tcp for SSTP.', values: ['udp', 'tcp'] },
  rs: { about: 'Address or name of an RRAS server, or its index with an exclamation mark before it.' },
  followvsid: {
    about: 'Index of the service whose persistence records this one shares (port following); 0 for none. showvs answers with the index of a service.',
  },
  checkurl: { about: 'Path that the test asks for: /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ for SSTP, in an address with %7B and %7D for the braces.' },
  'checkuse1.1': { about: 'Whether the test speaks HTTP/1.1 (1) or HTTP/1.0 (0).', values: ['1', '0'], default: '0' },
  checkuseget: { values: ['0', '1', '2', '3'], default: '0' },
};

/** The name that a parameter's setting has in the REST interface. */
export function settingName(parameter: string): string {
  const name = parameter.toLowerCase();
  return REST_NAMES[name] ?? name;
}

function setting({ name, summary, values, type }: CmdletParameter): SettingInfo {
  const rest = settingName(name);
  const choice = values ?? (type === 'Boolean' ? ['1', '0'] : undefined);
  return { name: rest, about: summary, ...(choice && { values: choice }), ...OTHERWISE[rest] };
}

function kind(command: string, about: string, { parameters }: Cmdlet, isWanted: (name: string) => boolean = () => true): ObjectKind {
  const settings = parameters.filter(({ name }) => !NOT_SETTINGS.has(name) && isWanted(name)).map(setting);
  return { kind: command, about, settings, sources: SOURCES };
}

const NAMES_SERVICE = (name: string): boolean => ['VirtualService', 'VSPort', 'VSProtocol'].includes(name);
const NAMES_SERVER = (name: string): boolean => NAMES_SERVICE(name) || ['RealServer', 'RealServerPort'].includes(name);

/** Commands of the REST interface about services and servers, with what each takes. */
const KEMP_REST_COMMANDS: readonly ObjectKind[] = [
  kind('addvs', 'Makes a virtual service and answers with its settings, its Index among them. It takes all settings of modvs as well.', NEW_KEMP_SERVICE),
  kind('addrs', 'Adds a server to a virtual service.', NEW_KEMP_SERVER),
  kind('modvs', 'Changes settings of a virtual service.', SET_KEMP_SERVICE),
  kind('modrs', 'Changes a server of a virtual service.', SET_KEMP_SERVER),
  kind('showvs', 'Answers with the settings of a virtual service, its Index among them.', NEW_KEMP_SERVICE, NAMES_SERVICE),
  kind('listvs', 'Answers with the settings of all virtual services.', NEW_KEMP_SERVICE, NAMES_SERVICE),
  kind('delvs', 'Removes a virtual service.', NEW_KEMP_SERVICE, NAMES_SERVICE),
  kind('delrs', 'Takes a server out of a virtual service.', NEW_KEMP_SERVER, NAMES_SERVER),
];

/** The command of a name in any letter case. */
export function kempCommand(name: string): ObjectKind | undefined {
  return KEMP_REST_COMMANDS.find(({ kind: each }) => each === name.toLowerCase());
}

/** A place for the name of a command. */
export const KEMP_COMMAND_NAME: SettingInfo = {
  name: 'command',
  about: 'What the LoadMaster is told to do.',
  values: KEMP_REST_COMMANDS.map(({ kind: each }) => each),
};
