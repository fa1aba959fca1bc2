import { uriName } from '../../core/uri.ts';
import { AZURE_GATEWAYS, AZURE_POLICIES } from '../../knowledge/azure-resources.ts';
import { artefact } from '../artefact.ts';
import { ENTRIES } from '../measure.ts';
import { hasBalancer } from '../template-balancer.ts';
import { templateSlotAt, templateSubjectAt } from '../template-cursor.ts';
import { readTemplate, type TemplateTree } from '../template-policies.ts';
import { writeTemplate } from '../template-write.ts';
import { parseArm } from './template.ts';

const LANGUAGES = ['json', 'jsonc', 'arm-template'];

/** A template of Azure Resource Manager with a gateway that has policies for its clients, or with a load balancer. Nothing else of it is looked at. */
export default artefact<TemplateTree>({
  id: 'arm-json',
  title: 'VPN gateway or load balancer in an Azure Resource Manager template',
  languageIds: LANGUAGES,
  fileNames: ['.json', '.jsonc'],
  measure: ENTRIES,
  byContent: true,
  recognises: ({ uri, languageId, text }) => {
    if (languageId === undefined ? !/\.jsonc?$/i.test(uriName(uri)) : !LANGUAGES.includes(languageId)) return false;
    if (!/deploymentTemplate\.json/i.test(text)) return false;
    if (hasBalancer(text)) return true;
    if (!text.includes(AZURE_POLICIES)) return false;
    const lower = text.toLowerCase();
    return AZURE_GATEWAYS.some(({ type }) => lower.includes(`"${type.toLowerCase()}"`));
  },
  read: (file) => ({ file, ...readTemplate(file, parseArm(file.text)) }),
  write: (reading, changes) =>
    writeTemplate(reading, changes, { entry: (name, text) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`, between: ', ', lineEnd: ',' }),
  subjectAt: templateSubjectAt,
  slotAt: templateSlotAt,
  comments: ({ tree }) => tree.template.comments,
  statements: ({ tree }) => [...tree.objects.values()].map(({ span }) => span),
});
