/** The fact behind the errors of a rule in published profiles, as far as there are any. */
export const JUSTIFIED = {
  'filter-address-form':
    '`172.16.0.0.24` in three early versions of one sample is no address: a dot stands where the slash of `172.16.0.0/24` was meant. Later versions of the same sample have the slash.',
  'xml-not-wellformed': 'an end tag is written twice, so the document is not XML and Windows refuses it. Later versions of the file have it once.',
};
