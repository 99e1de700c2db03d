/** Who may change settings besides the person who installed Ledgerline and, where HubSpot tells, super admins. */
export interface PeopleView {
  readonly people: readonly PersonView[];
  /** False when HubSpot was not asked to tell who is a super admin: the optional scope was not granted. */
  readonly superAdminsKnown: boolean;
  readonly mayChange: boolean;
}

export interface PersonView {
  /** The e-mail address this person has in HubSpot. */
  readonly email: string;
  /** ISO instant. */
  readonly addedAt: string;
}

export interface PersonRequest {
  readonly email: string;
}
