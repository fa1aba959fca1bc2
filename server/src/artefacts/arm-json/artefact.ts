import { uriName } from '../../core/uri.ts';
import { AZURE_GATEWAYS, AZURE_POLICIES } from '../../knowledge/azure-resources.ts';
import { artefact } from '../artefact.ts';
import { templateSlotAt, templateSubjectAt } from '../template-cursor.ts';
import { readTemplate, type TemplateTree } from '../template-policies.ts';
import { writeTemplate } from '../template-write.ts';
import { parseArm } from './template.ts';

const LANGUAGES = ['json', 'jsonc', 'arm-template'];

/** A template of Azure Resource Manager with a gateway that has policies for its clients. Nothing else of it is looked at. */
export default artefact<TemplateTree>({
  id: 'arm-json',
  title: 'Azure Resource Manager template with an IPsec policy for VPN clients',
  languageIds: LANGUAGES,
  fileNames: ['.json', '.jsonc'],
  byContent: true,
  recognises: ({ uri, languageId, text }) => {
    if (languageId === undefined ? !/\.jsonc?$/i.test(uriName(uri)) : !LANGUAGES.includes(languageId)) return false;
    if (!text.includes(AZURE_POLICIES) || !/deploymentTemplate\.json/i.test(text)) return false;
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
