import { uriName } from '../../core/uri.ts';
import { AZURE_POLICIES } from '../../knowledge/azure-resources.ts';
import { parseBicep } from '../../syntax/template/bicep.ts';
import { artefact } from '../artefact.ts';
import { LINES } from '../measure.ts';
import { hasBalancer } from '../template-balancer.ts';
import { templateSlotAt, templateSubjectAt } from '../template-cursor.ts';
import { readTemplate, type TemplateTree } from '../template-policies.ts';
import { writeTemplate } from '../template-write.ts';

/** A Bicep file with a gateway that has policies for its clients, or with a load balancer. Nothing else of it is looked at. */
export default artefact<TemplateTree>({
  id: 'bicep',
  title: 'VPN gateway or load balancer in Bicep',
  languageIds: ['bicep'],
  fileNames: ['.bicep'],
  measure: LINES,
  comment: { start: '// ' },
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === undefined ? /\.bicep$/i.test(uriName(uri)) : languageId === 'bicep') && (text.includes(AZURE_POLICIES) || hasBalancer(text)),
  read: (file) => ({ file, ...readTemplate(file, parseBicep(file.text)) }),
  write: (reading, changes) => writeTemplate(reading, changes, { entry: (name, text) => `${name}: '${text}'`, between: ', ', lineEnd: '' }),
  subjectAt: templateSubjectAt,
  slotAt: templateSlotAt,
  comments: ({ tree }) => tree.template.comments,
  statements: ({ tree }) => [...tree.objects.values()].map(({ span }) => span),
});
