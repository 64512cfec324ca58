"""How people spell what a column says: headers in English, German, French, Spanish and Dutch, and of exports.

A concept is what a header means, whatever the sheet is about; what it fills depends on the kind of the sheet
(:mod:`sightline.formats.mapping.filling`). One spelling may stand for several concepts (``Mitarbeiter`` is a name or a
number); the values of the column decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

EXACT: Final = 0.95
"""How sure a header is that is spelled like a concept."""
IN_PART: Final = 0.85
"""How sure a header is that is spelled so but for brackets, or for what stands above it in a header of two rows."""
CONTAINED: Final = 0.6
"""How sure a header is that contains a spelling of two words or more."""

SPELLINGS: Final[Mapping[str, str]] = {
    "id": "id, ids, key, code, nr, no, number, ref, reference, identifier, uid, uuid, #, element id, node id,"
    " item id, kennung, nummer, kürzel, schlüssel, identifiant, código, clave, sleutel, kenmerk, numéro, número,"
    " matricule",
    "person id": "employee id, emp id, empl id, employee no, employee number, emp no, staff id, staff number,"
    " staff no, person id, person number, personnel number, worker id, associate id, user id, file number,"
    " position id, post id, position number, position code, post unique reference, post reference, post number,"
    " personalnummer, pers nr, personal nr, personalnr, persnr, mitarbeiternummer, mitarbeiternr, mitarbeiter nr,"
    " mitarbeiter id, ma nr, ma id, planstelle, planstellennummer, stellennummer, stellen id, matricule,"
    " numéro d'employé, id employé, id empleado, número de empleado, legajo, personeelsnummer, personeelsnr,"
    " medewerkernummer, medewerker id, employee key, pernr",
    "name": "name, names, label, bezeichnung, benennung, nom, libellé, intitulé, nombre, denominación, naam,"
    " benaming, element, element name, node, item, title, titel, titre, título, full name",
    "person name": "name, employee, employee name, full name, fullname, worker, worker name, staff name,"
    " staff member, person, display name, legal name, preferred name, associate, mitarbeiter, mitarbeiterin,"
    " mitarbeiter*in, mitarbeitername, mitarbeitende, name vorname, vorname name, vor und nachname,"
    " vollständiger name, nom complet, nom et prénom, nom prénom, employé, salarié, collaborateur, empleado,"
    " nombre completo, nombre y apellidos, medewerker, naam medewerker, volledige naam, nom, nombre, naam",
    "part of a name": "first name, last name, firstname, lastname, forename, surname, given name, family name,"
    " middle name, initials, salutation, vorname, nachname, familienname, zuname, anrede, prénom, nom de famille,"
    " apellido, apellidos, primer apellido, voornaam, achternaam, tussenvoegsel, voorletters",
    "unit": "department, departments, dept, dept name, department name, division, division name, unit, unit name,"
    " business unit, business unit name, org unit, org unit name, organizational unit, organisational unit,"
    " organization unit, organization, organisation, team, team name, group, section, department team,"
    " sub department, business area, directorate, branch, squad, tribe, abteilung, abteilungsname, abt, bereich,"
    " geschäftsbereich, hauptabteilung, organisationseinheit, org einheit, orgeinheit, oe, oe bezeichnung, einheit,"
    " referat, dezernat, sachgebiet, gruppe, ressort, service, département, direction, pôle, unité, équipe, entité,"
    " departamento, área, dirección, unidad, equipo, gerencia, afdeling, afdelingsnaam, eenheid,"
    " organisatie eenheid, directie, cluster, teams, units, parent department",
    "unit id": "department id, dept id, dept no, dept code, department code, department number, division id, unit id,"
    " unit code, org id, org code, org unit id, org unit code, organization id, organization code, team id,"
    " team code, group id, abteilungsnummer, abteilungsnr, abteilungs id, abteilungskürzel, oe nr, oe nummer,"
    " oe kürzel, oe id, oe code, code service, code département, id departamento, código departamento,"
    " código de área, afdelingscode, afdeling id, afdelingsnummer, cost center, cost centre, cost center id,"
    " cost centre code, kostenstelle, kst, kostenstellennummer, centre de coût, centre de coûts, centro de coste,"
    " centro de costo, kostenplaats",
    "superior": "manager, supervisor, reports to, reporting to, report to, line manager, direct manager, boss,"
    " superior, head, lead, leader, team lead, unit head, head of unit, head of department, managed by, led by,"
    " supervised by, reports to senior post, reporting senior post, reports to post, vorgesetzter, vorgesetzte,"
    " vorgesetzte/r, vorgesetzte*r, vorgesetzte person, führungskraft, disziplinarischer vorgesetzter,"
    " disziplinarische führungskraft, direkter vorgesetzter, berichtet an, unterstellt, leiter, leitung, leiterin,"
    " abteilungsleiter, n+1, manager n+1, responsable hiérarchique, responsable, supérieur, supérieur hiérarchique,"
    " rattaché à, rattachement hiérarchique, chef, jefe, jefe directo, jefe inmediato, reporta a,"
    " depende jerárquicamente de, responsable directo, leidinggevende, direct leidinggevende, rapporteert aan,"
    " teamleider, solid line, mgr",
    "superior id": "manager id, mgr id, mgr no, manager number, manager no, manager code, manager employee id,"
    " manager emp id, supervisor id, supervisor number, supervisor employee id, reports to id, line manager id,"
    " reports to employee id, head id, lead id, manager personnel number, vorgesetzten id, id vorgesetzter,"
    " personalnummer vorgesetzter, personalnummer des vorgesetzten, vorgesetzter nr, vorgesetzten nr,"
    " führungskraft id, leiter id, matricule manager, matricule n+1, id manager, id responsable, id jefe,"
    " manager position id, supervisor position id, leidinggevende id, personeelsnummer leidinggevende",
    "superior name": "manager name, name of manager, mgr name, supervisor name, line manager name, reports to name,"
    " manager full name, head name, name vorgesetzter, name des vorgesetzten, name führungskraft, nom du manager,"
    " nom manager, nom du responsable, nom n+1, nombre del jefe, nombre del responsable, naam leidinggevende,"
    " naam manager",
    "superior title": "manager title, manager job title, title of manager, supervisor title, reports to title,"
    " reports to position, reports to role, manager position, manager role, supervisor position,"
    " position des vorgesetzten, stelle des vorgesetzten, poste du manager, puesto del jefe,"
    " functie leidinggevende",
    "parent": "part of, parent, parent id, parent unit, parent unit id, parent department, parent department id,"
    " parent dept, parent team, parent org, parent org id, parent organization, parent organisation, parent code,"
    " parent name, parent element, belongs to, within, superior unit, higher unit, übergeordnet,"
    " übergeordnete einheit, übergeordnete oe, übergeordnete abteilung, übergeordnete organisationseinheit,"
    " übergeordneter bereich, gehört zu, teil von, fait partie de, unité mère, entité mère, entité parente,"
    " rattachement, appartient à, pertenece a, parte de, unidad superior, unidad padre, onderdeel van, hoort bij,"
    " bovenliggende eenheid, bovenliggend",
    "job": "title, job title, role, roles, role name, position, position title, post, job, job id, job code,"
    " job name, job profile, job role, generic job title, business title, designation, stelle, stellenbezeichnung,"
    " planstelle, tätigkeit, rolle, funktion, funktionsbezeichnung, berufsbezeichnung, poste, fonction,"
    " intitulé du poste, emploi, rôle, métier, puesto, puesto de trabajo, cargo, rol, función, functie,"
    " functienaam, functietitel, titel",
    "function": "function, functions, business function, job function, job team function, job family,"
    " functional area, professional occupational group, professional group, occupational group, funktion,"
    " funktionsbereich, filière, famille de métiers, domaine, área funcional, función, vakgebied, discipline",
    "headcount": "headcount, head count, hc, fte, ftes, full time equivalent, full time equivalents, heads, staff,"
    " people, # people, # employees, number of people, no of people, no of employees, number of employees,"
    " employees, employee count, size, team size, members, number of posts, number of posts in fte, posts,"
    " staff in post, mitarbeiter, mitarbeiterzahl, mitarbeiteranzahl, anzahl mitarbeiter, anzahl mitarbeitende,"
    " anzahl ma, ma, ma anzahl, personen, anzahl personen, köpfe, kopfzahl, vzä, vollzeitäquivalent,"
    " vollzeitäquivalente, vzk, mak, effectif, effectifs, etp, nombre d'employés, nombre de personnes, plantilla,"
    " efectivos, empleados, etc, número de empleados, número de personas, personas, medewerkers,"
    " aantal medewerkers, aantal fte, aantal personen, bezetting, formatie",
    "effort": "effort, capacity, person days, person months, aufwand, kapazität, personentage, capacité, jours homme,"
    " esfuerzo, capacidad, inspanning, capaciteit",
    "description": "description, desc, comment, comments, note, notes, remark, remarks, details, documentation,"
    " purpose, mission, scope, tasks, beschreibung, bemerkung, bemerkungen, kommentar, kommentare, anmerkung,"
    " anmerkungen, notiz, notizen, erläuterung, zweck, aufgabe, aufgaben, commentaire, commentaires, remarque,"
    " remarques, objet, descripción, comentario, comentarios, observaciones, notas, beschrijving, omschrijving,"
    " opmerking, opmerkingen, toelichting",
    "tags": "tags, tag, labels, keywords, category, categories, schlagworte, stichworte, kategorie, kategorien,"
    " mots clés, étiquettes, catégorie, etiquetas, categoría, palabras clave, trefwoorden, categorie",
    "kind": "kind, type, element type, node type, entity type, class, art, typ, typus, elementtyp, genre, nature,"
    " tipo, clase, soort, internal external, intern extern, interne externe",
    "serves": "serves, customer, customers, client, clients, internal customer, internal customers, works for,"
    " delivers to, provides to, supplies, supplies to, output to, outputs to, hands over to, goes to, recipient,"
    " recipients, consumer, consumers, used by, downstream, who gets it, serviced teams, kunde, kunden,"
    " interne kunden, interner kunde, abnehmer, empfänger, leistungsempfänger, arbeitet für, arbeiten für,"
    " liefert an, leistet für, übergibt an, client interne, clients internes, destinataire, destinataires,"
    " bénéficiaire, bénéficiaires, travaille pour, livre à, fournit à, cliente, clientes, cliente interno,"
    " clientes internos, destinatario, destinatarios, trabaja para, entrega a, klant, klanten, interne klant,"
    " afnemer, afnemers, ontvanger, ontvangers, werkt voor, levert aan",
    "served by": "served by, supplier, suppliers, provider, providers, gets from, receives from, input from,"
    " inputs from, depends on, depends upon, dependency, dependencies, needs, relies on, upstream, supported by,"
    " needs help from, lieferant, lieferanten, zulieferer, dienstleister, bekommt von, erhält von, hängt ab von,"
    " abhängig von, braucht, fournisseur, fournisseurs, prestataire, prestataires, reçoit de, dépend de, proveedor,"
    " proveedores, recibe de, depende de, necesita, leverancier, leveranciers, ontvangt van, krijgt van,"
    " afhankelijk van",
    "delivers": "delivers, product, products, services, products and services, produces, produkt, produkte,"
    " leistungen, dienstleistungen, produkte und leistungen, produit, produits, prestations, produits et services,"
    " producto, productos, servicios, productos y servicios, producten, diensten, producten en diensten",
    "performs": "performs, process, processes, activities, prozess, prozesse, führt aus, processus, proceso,"
    " procesos, proces, processen",
    "system": "system, systems, system name, application, applications, application name, app, apps, tool, tools,"
    " software, anwendung, anwendungen, outil, outils, sistema, sistemas, aplicación, systeem, systemen, applicatie",
    "supports": "supports, unterstützt, soutient, apoya, ondersteunt",
    "from": "from, source, start, origin, from team, from unit, from id, from name, source id, source name, giver,"
    " sender, team a, von, von team, quelle, absender, de, origine, source, émetteur, desde, origen, van, bron,"
    " who, wer, from dept, from department, from group, from role",
    "to": "to, target, end, destination, to team, to unit, to id, to name, target id, target name, receiver, team b,"
    " an, an team, nach, ziel, à, vers, cible, destination, récepteur, hacia, destino, a, naar, aan, doel,"
    " for, for whom, to whom, whom, to dept, to department, to group, to role, für wen, an wen, pour qui, para quién,"
    " voor wie",
    "asker": "asks, asker, requester, requestor, who asks, asking team, anfragender, fragt, fragesteller, demandeur,"
    " solicitante, aanvrager, vrager, respondent",
    "asked": "asked, is asked, who is asked, asked team, advisor, adviser, asks for help, asks whom, befragter,"
    " gefragt, ratgeber, conseiller, consejero, adviseur",
    "volume": "volume, weight, how often, strength, frequency, count, quantity, amount, share, number of cases, cases,"
    " intensity, per week, per month, times per week, times per month, contacts per week, hours per week, tickets,"
    " requests, menge, anzahl, gewicht, gewichtung, häufigkeit, anteil, volumen, stärke, fälle, anzahl fälle,"
    " vorgänge, pro woche, pro monat, poids, fréquence, quantité, nombre de cas, part, par mois, par semaine, peso,"
    " frecuencia, cantidad, volumen, casos, por mes, por semana, frequentie, hoeveelheid, aantal, aantal zaken,"
    " omvang, per maand",
    "output": "output, outputs, deliverable, deliverables, what, what is delivered, what is handed over,"
    " work product, value flows, content, object, service, product, information, ergebnis, leistung, gegenstand,"
    " was, lieferung, lieferobjekt, inhalt, livrable, livrables, résultat, prestation, quoi, objet, contenu,"
    " entregable, resultado, qué, resultaat, oplevering, wat, levering, product",
    "relation kind": "kind, type, relation, relationship, connection type, relation type, relationship type,"
    " edge type, art, typ, beziehung, beziehungsart, beziehungstyp, type de relation, relación, tipo,"
    " tipo de relación, relatie, soort relatie, soort",
    "obstacle": "obstacle, obstacles, issue, issues, problem, problems, pain point, pain points, pain, blocker,"
    " barrier, bottleneck, impediment, hindrance, what hinders, finding, hindernis, hürde, problem, engpass,"
    " störung, schmerzpunkt, obstacle, problème, irritant, frein, blocage, difficulté, obstáculo, problema,"
    " bloqueo, dificultad, obstakel, probleem, knelpunt, belemmering, hinder, obstacle kind, kind of obstacle",
    "severity": "severity, impact, loss, share lost, how bad, degree, schwere, schweregrad, ausmaß, ausmass,"
    " auswirkung, verlust, gravité, sévérité, perte, gravedad, severidad, impacto, pérdida, ernst, zwaarte,"
    " verlies",
    "low": "low, lower, minimum, lower bound, untergrenze, borne inférieure, límite inferior, ondergrens",
    "high": "high, upper, maximum, upper bound, obergrenze, borne supérieure, límite superior, bovengrens",
    "evidence": "evidence, proof, quote, quotes, example, examples, observation, how we know, beleg, belege,"
    " nachweis, zitat, beispiel, beobachtung, preuve, exemple, citation, constat, evidencia, prueba, ejemplo, cita,"
    " bewijs, voorbeeld, citaat, waarneming",
    "status": "status, state, stand, statut, état, estado, staat",
    "themes": "theme, themes, topic, topics, thema, themen, thème, thèmes, tema, temas",
    "area": "area, implementation area, gebiet, handlungsfeld",
    "place": "on, where, at, affected, affects, affected unit, affected team, concerns, wo, ort, betrifft, betroffen,"
    " betroffene einheit, betroffenes team, où, concerne, lieu, dónde, afecta a, lugar, waar, betreft, plaats",
    "case": "case id, case, caseid, trace id, case concept name, ticket id, incident id, fall id, vorgangsnummer",
    "event": "activity, activity name, event, event name, concept name, timestamp, time timestamp, start timestamp,"
    " complete timestamp, end timestamp, lifecycle transition, org resource, org group, start time, end time,"
    " aktivität, zeitstempel, activité, horodatage, actividad, activiteit, tijdstip",
    "aside": "location, location id, city, country, office, site, region, standort, ort, land, stadt, ville, pays,"
    " lieu, site, ubicación, ciudad, país, locatie, plaats, stad, url, uri, link, source file, source line,"
    " created, created at, modified, updated, last updated, date, datum, fecha, version, row, row number, line,"
    " lfd nr, laufende nummer, valid?, grade, pay grade, pay band, level, rank, stufe, entgeltgruppe,"
    " besoldungsgruppe, échelon, nivel, schaal, x, y, color, colour, icon, image",
}
"""By concept: its spellings, with commas between."""

PRIVATE: Final = (
    "email mail phone telephone tel mobile fax telefon handy mobil portable telefono movil telefoon mobiel birth"
    " birthday birthdate dob born geburtsdatum geburtstag naissance nacimiento geboortedatum salary salaries wage"
    " wages pay payscale compensation remuneration gehalt lohn vergutung salaire salario sueldo nomina salaris loon"
    " bonus commission commissions gender sex geschlecht sexe sexo geslacht address adresse anschrift wohnort"
    " direccion adres ssn iban nationality nationalitat nationalite nacionalidad nationaliteit age alter edad leeftijd"
    " religion konfession marital hire hired hiredate joined eintritt eintrittsdatum embauche ingreso tenure photo"
    " foto linkedin username login disability behinderung ethnicity krankheitstage"
)
"""Words of headers that tell something about a single person."""

LEVEL = re.compile(r"(?:org(?:anization|anisation)? )?(?:level|lvl|ebene|niveau|nivel|laag|l|unit level) ?([1-9])")
"""A level of units that is only numbered."""

_WORD_STARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"[^\w#+?*]|_")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Match:
    """What a header may mean, and how sure its words alone make it."""

    concept: str
    certainty: float


def words_of(text: str) -> str:
    """Spell a header as its words are compared: small letters without accents, one space between (``EmployeeID``)."""
    apart = _WORD_STARTS.sub(" ", text[:_LONGEST])
    plain = unicodedata.normalize("NFKD", apart.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_BETWEEN.sub(" ", letters).split())


def _index() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for concept, spellings in SPELLINGS.items():
        for spelling in dict.fromkeys(words_of(one).replace(" ", "") for one in spellings.split(",")):
            index[spelling].append(concept)
    return dict(index)


_CONCEPTS: Final = _index()
_PRIVATE: Final = frozenset(PRIVATE.split())
_PHRASES: Final = {
    words: concept
    for concept, spellings in SPELLINGS.items()
    for words in (words_of(one) for one in spellings.split(","))
    if " " in words
}


@lru_cache(maxsize=4_096)
def find_concepts(header: str) -> tuple[Match, ...]:
    """Find what a header may mean, the surest first; empty where its words are unknown.

    A word about a single person (:data:`PRIVATE`) outweighs all others: ``Salary cost of reports`` is private.
    """
    words = words_of(header)
    bare = words_of(_IN_BRACKETS.sub(" ", header))
    last = words_of(header.rpartition(" / ")[2])
    if _PRIVATE.intersection(words.split()) or "e mail" in words:
        return (Match("private", EXACT),)
    inside = words_of(" ".join(_IN_BRACKETS.findall(header)))
    for certainty, spelled in ((EXACT, words), (IN_PART, bare), (IN_PART, last), (CONTAINED, inside)):
        found = _CONCEPTS.get(spelled.replace(" ", ""), [])
        if found:
            return tuple(Match(concept, certainty) for concept in found)
    if LEVEL.fullmatch(words):
        return (Match("unit", IN_PART),)
    padded = f" {words} "
    contained = [phrase for phrase in _PHRASES if f" {phrase} " in padded]
    longest = max(contained, key=lambda phrase: (len(phrase), phrase), default=None)
    return () if longest is None else (Match(_PHRASES[longest], CONTAINED),)


def is_known(header: str) -> bool:
    """Tell whether the words of a header are among those that tables use."""
    return any(match.certainty > CONTAINED for match in find_concepts(header[:_LONGEST]))
