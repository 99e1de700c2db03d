// Who may change settings.

import type { PeopleView } from '@ledgerline/contract/people';
import { z } from 'zod';
import { foldEmail, usersScope } from '../engine/people.ts';
import type { ApiCall, ApiRoute } from './api-route.ts';
import type { AppDeps } from './app-deps.ts';
import { failure, success } from './envelope.ts';

const personRequest = z.strictObject({ email: z.string().max(320).transform(foldEmail).pipe(z.email()) });
const notAPerson = failure('invalid-request', 'Name a person by the e-mail address they have in HubSpot.');
const peopleAtMost = 200;

async function viewOf(deps: AppDeps, { caller }: ApiCall): Promise<PeopleView> {
  const [people, installation, mayChange] = await Promise.all([
    deps.people.list(caller.portalId),
    deps.installations.read(caller.portalId),
    deps.api.mayChange(caller),
  ]);
  return {
    people: people.map(({ email, addedAt }) => ({ email, addedAt: addedAt.toISOString() })),
    superAdminsKnown: installation?.scopes.includes(usersScope) ?? false,
    mayChange,
  };
}

const listPeople: ApiRoute['answer'] = async (deps, call) => success(await viewOf(deps, call));

const addPerson: ApiRoute['answer'] = async (deps, call) => {
  const request = personRequest.safeParse(call.body);
  if (!request.success) return notAPerson;
  const { portalId, userId } = call.caller;
  const { email } = request.data;
  const people = await deps.people.list(portalId);
  if (people.length >= peopleAtMost && !people.some((person) => person.email === email))
    return failure('too-many-people', `No more than ${peopleAtMost} people can be added.`);
  await deps.people.add(portalId, email, userId);
  return success(await viewOf(deps, call));
};

const removePerson: ApiRoute['answer'] = async (deps, call) => {
  const request = personRequest.safeParse(call.body);
  if (!request.success) return notAPerson;
  await deps.people.remove(call.caller.portalId, request.data.email);
  return success(await viewOf(deps, call));
};

export const peopleRoutes: readonly ApiRoute[] = [
  { method: 'get', path: '/api/people', access: 'view', answer: listPeople },
  { method: 'post', path: '/api/people/add', access: 'change', answer: addPerson },
  { method: 'post', path: '/api/people/remove', access: 'change', answer: removePerson },
];
