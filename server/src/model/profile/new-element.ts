export { branch, leaf, type NewElement } from '../../knowledge/profile-xml/new-element.ts';
